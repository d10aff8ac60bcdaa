package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.Collector;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.FactsSignature;
import org.pgevidence.sign.Passphrase;
import org.pgevidence.sign.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Reads one server into a snapshot. Exit code 0, or 3 when something could not be read. */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Reads one server into a snapshot, read-only; what cannot be read becomes a named gap.",
    footer = {
      "",
      "Examples:",
      "  pgevidence collect -t postgresql://audit@db1.example.com/orders -o snapshot",
      "  pgevidence collect -t 'host=/var/run/postgresql user=postgres' -o snapshot --databases orders,billing",
      "  pgevidence collect -t service=orders -o snapshot --sign collector.p12",
      "",
      "Passwords come from .pgpass, the service file, PGPASSWORD or a prompt.",
      "Exit codes: 0 everything was read, 3 with gaps, 2 wrong usage, 5 could not connect or write."
    })
final class CollectCommand implements Callable<Integer> {
  private static final int WITH_GAPS = 3;

  @ParentCommand @Nullable Main main;
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = {"-t", "--target"},
      required = true,
      paramLabel = "TARGET",
      description = "libpq URI, keyword string, service name, or a name from pgevidence.yaml.")
  String target = "";

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the snapshot; must not exist or be empty.")
  Path out = Path.of("snapshot");

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description = "Sign the snapshot with this PKCS#12 file: writes snapshot.json.p7s.")
  @Nullable Path key;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the key's passphrase; default: the environment variable"
              + " PGEVIDENCE_PASSPHRASE, else a prompt.")
  @Nullable Path passphraseFile;

  @Mixin CollectOptions options = new CollectOptions();

  @Override
  public Integer call() {
    if (key == null) {
      return collected();
    }
    if (!Files.isReadable(key)) {
      throw UserFault.usage("The key " + key + " could not be read: it is missing or not yours.");
    }
    char[] passphrase = Passphrase.ask(Optional.ofNullable(passphraseFile), key.toString());
    try (SigningKey signer = SigningKey.pkcs12(key, passphrase)) {
      int code = collected();
      FactsSignature.sign(out, signer);
      return code;
    } catch (IOException e) {
      throw UserFault.io(
          "The signature of the snapshot "
              + out
              + " could not be written: "
              + Met.by(e)
              + ". The snapshot is whole, but not signed; collect it again.",
          e);
    }
  }

  private int collected() {
    Consumer<String> progress = Progress.of(main, line().getErr());
    Collector.Result result =
        Collector.collect(options.request(target, out, options.open().profile(), progress));
    report(result);
    return result.gaps().isEmpty() ? 0 : WITH_GAPS;
  }

  private void report(Collector.Result result) {
    if (main != null && main.isQuiet) {
      return;
    }
    PrintWriter print = line().getOut();
    print.println("Snapshot written to " + out);
    if (!result.gaps().isEmpty()) {
      print.println(result.gaps().size() + " gaps:");
      result.gaps().stream().map(CollectCommand::sentence).forEach(print::println);
    }
  }

  private static String sentence(Gap gap) {
    return "  " + gap.reason() + ". " + gap.remedy();
  }

  private picocli.CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("picocli gave no command");
    }
    return spec.commandLine();
  }
}
