package org.pgevidence.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.Collector;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Gap;
import picocli.CommandLine.Command;
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
      names = "--system",
      paramLabel = "NAME",
      description = "Name of the system: a-z, 0-9, dot, underscore, hyphen.")
  Optional<String> system = Optional.empty();

  @Option(
      names = "--databases",
      split = ",",
      paramLabel = "NAME",
      description = "Databases to read; otherwise all that allow connections and are no template.")
  List<String> databases = new ArrayList<>();

  @Option(
      names = "--backup-log",
      paramLabel = "PATH",
      description = "Output or log of a backup tool; may be repeated.")
  List<Path> backupLogs = new ArrayList<>();

  @Option(
      names = "--server-log",
      paramLabel = "PATH",
      description = "Log of the server or of a restored one; may be repeated.")
  List<Path> serverLogs = new ArrayList<>();

  @Option(names = "--no-tls-probe", description = "Do not probe the TLS endpoint.")
  boolean isWithoutTlsProbe;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Profile with named targets; default: pgevidence.yaml where it exists.")
  @Nullable Path profile;

  @Override
  public Integer call() {
    Profile read = Profile.read(Optional.ofNullable(profile));
    Optional<Profile.Target> named = Optional.ofNullable(read.targets().get(target));
    TargetNames names = name -> named.map(Profile.Target::connection);
    Target parsed = new TargetParser(System.getenv(), names).parse(target);
    Collector.Result result =
        Collector.collect(
            new CollectRequest(
                parsed,
                out,
                system.orElseGet(parsed::systemName),
                either(databases, named.map(Profile.Target::databases)),
                either(backupLogs, named.map(Profile.Target::backupLogs)),
                either(serverLogs, named.map(Profile.Target::serverLogs)),
                !isWithoutTlsProbe && named.map(Profile.Target::hasTlsProbe).orElse(true),
                Optional.empty(),
                progress()));
    report(result);
    return result.gaps().isEmpty() ? 0 : WITH_GAPS;
  }

  private static <T> List<T> either(List<T> given, Optional<List<T>> ofProfile) {
    return given.isEmpty() ? ofProfile.orElse(List.of()) : given;
  }

  private Consumer<String> progress() {
    boolean isShown = main != null && (main.isVerbose || (!main.isQuiet && isOnTerminal()));
    PrintWriter err = line().getErr();
    return step -> {
      if (isShown) {
        err.println(step);
      }
    };
  }

  @SuppressWarnings("SystemConsoleNull") // the nullness checker still takes it for nullable
  private static boolean isOnTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
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
