package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fact.WorkFolder;
import org.pgevidence.pack.PackStore;
import org.pgevidence.pack.PackWriter;
import org.pgevidence.pack.RedactedCopy;
import org.pgevidence.pack.RedactionProof;
import org.pgevidence.pack.ReportFiles;
import org.pgevidence.redact.Disclosure;
import org.pgevidence.redact.Kind;
import org.pgevidence.redact.Redaction;
import org.pgevidence.redact.Secret;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.KeyFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Redacted copies of packs, and proofs of single pseudonyms. */
@Command(
    name = "redact",
    mixinStandardHelpOptions = true,
    description = {
      "Makes redacted copies of sealed packs, and proves single pseudonyms.",
      "A copy is a signed pack of its own with the same verdicts and counts. It names the manifest of",
      "the pack that it was made from, which does not change."
    },
    footer = {
      "",
      "Examples:",
      "  pgevidence redact copy evidence/orders/2026-11-22T16-22-31Z --out for-customers --show app",
      "  pgevidence redact prove COPY PACK role_3f9a2c5d0e8b > proof.json",
      "  pgevidence redact confirm COPY proof.json",
      "  pgevidence redact compare COPY PACK",
      "",
      "The secret stays at home: ~/.config/pgevidence/redaction.secret, made by the first copy. The same",
      "secret gives the same pseudonyms in every copy; use another file for readers who must not compare."
    })
final class RedactCommand {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  /** What the pseudonyms depend on. */
  static final class Choices {
    @Option(
        names = "--secret",
        paramLabel = "FILE",
        description = "Secret of redaction; default: redaction.secret beside your keys.")
    @Nullable Path secret;

    @Option(
        names = "--keep",
        paramLabel = "KIND",
        split = ",",
        description = "Kinds that stay readable: role, person, host, address, path, text.")
    Set<Kind> kept = EnumSet.noneOf(Kind.class);

    @Option(
        names = "--show",
        paramLabel = "NAME",
        split = ",",
        description =
            "Names of roles, persons or hosts that stay readable, such as service accounts.")
    List<String> shown = new ArrayList<>();

    Path file() {
      return secret != null ? secret : KeyFolder.ofUser().directory().resolve("redaction.secret");
    }

    Redaction.Choice choice() {
      Set<Kind> hidden = EnumSet.allOf(Kind.class);
      hidden.removeAll(kept);
      return new Redaction.Choice(hidden, shown.stream().sorted().toList());
    }
  }

  @Command(
      name = "copy",
      mixinStandardHelpOptions = true,
      description = "Writes a redacted copy of a pack.",
      footer = {"", "Example:", "  pgevidence redact copy PACK --out for-customers"})
  int copy(
      @Parameters(paramLabel = "PACK", description = "Sealed pack.") Path pack,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "Folder of all redacted copies, apart from that of the packs.")
          Path out,
      @Mixin Choices choices,
      @Mixin SealOptions seal,
      @Mixin KeepOptions keep) {
    boolean isNew = Secret.make(choices.file());
    RedactedCopy copy = RedactedCopy.of(pack, Secret.read(choices.file()), choices.choice());
    var plan = seal.plan("signer");
    try (var _ = plan.key();
        var work = WorkFolder.create()) {
      PackStore store = new PackStore(out);
      var reports = new ReportFiles(Templates.shipped());
      var writer = new PackWriter(store, plan, reports, keep.choices(Profile.none(), false, false));
      PackWriter.Written written = copy.write(store, writer, work.path());
      PrintWriter print = spec.commandLine().getOut();
      print.println("Redacted copy written to " + written.path());
      written.manifest().redacted().ifPresent(one -> print.println(one.sentence()));
      if (isNew) {
        print.println(
            "The secret is new: "
                + choices.file()
                + ". Keep it; without it nothing can be proved.");
      }
      return written.isBelowRequest() ? 3 : 0;
    } catch (IOException e) {
      throw UserFault.io("The redacted copy could not be prepared: " + e + ".", e);
    }
  }

  @Command(
      name = "prove",
      mixinStandardHelpOptions = true,
      description = "Prints what pseudonyms of a copy stand for, with the salts that prove it.",
      footer = {
        "",
        "Example:",
        "  pgevidence redact prove COPY PACK role_3f9a2c5d0e8b > proof.json"
      })
  int prove(
      @Parameters(index = "0", paramLabel = "COPY", description = "Redacted copy.") Path copy,
      @Parameters(index = "1", paramLabel = "PACK", description = "The pack it was made from.")
          Path pack,
      @Parameters(
              index = "2..*",
              arity = "1..*",
              paramLabel = "PSEUDONYM",
              description = "Pseudonyms, or values.")
          List<String> wanted,
      @Option(names = "--secret", paramLabel = "FILE", description = "Secret of redaction.")
          @Nullable Path secret) {
    Choices choices = new Choices();
    choices.secret = secret;
    List<Disclosure> found = RedactionProof.find(copy, pack, Secret.read(choices.file()), wanted);
    spec.commandLine().getOut().print(Json.pretty(found.stream().map(Disclosure::toJson).toList()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Command(
      name = "confirm",
      mixinStandardHelpOptions = true,
      description = "Checks a proof against the commitments of a copy. Exit code 4 when it fails.",
      footer = {"", "Example:", "  pgevidence redact confirm COPY proof.json"})
  int confirm(
      @Parameters(index = "0", paramLabel = "COPY", description = "Redacted copy.") Path copy,
      @Parameters(index = "1", paramLabel = "PROOF", description = "What prove printed.")
          Path proof) {
    PrintWriter print = spec.commandLine().getOut();
    boolean isProved = true;
    for (RedactionProof.Answer answer : RedactionProof.confirm(copy, proof)) {
      print.println(answer.sentence());
      isProved &= answer.isProved();
    }
    print.println("Verify the copy itself with: pgevidence verify " + copy);
    return isProved ? 0 : 4;
  }

  @Command(
      name = "compare",
      mixinStandardHelpOptions = true,
      description =
          "Redacts a pack again and compares: was the copy made of it? Exit code 4 when not.",
      footer = {"", "Example:", "  pgevidence redact compare COPY PACK"})
  int compare(
      @Parameters(index = "0", paramLabel = "COPY", description = "Redacted copy.") Path copy,
      @Parameters(index = "1", paramLabel = "PACK", description = "The pack.") Path pack,
      @Option(names = "--secret", paramLabel = "FILE", description = "Secret of redaction.")
          @Nullable Path secret) {
    Choices choices = new Choices();
    choices.secret = secret;
    PrintWriter print = spec.commandLine().getOut();
    List<String> differences = RedactionProof.compare(copy, pack, Secret.read(choices.file()));
    differences.forEach(one -> print.println("The copy was not made of this pack: " + one + "."));
    if (differences.isEmpty()) {
      print.println(
          "The copy holds the facts of this pack, redacted with this secret, and nothing else.");
    }
    return differences.isEmpty() ? 0 : 4;
  }
}
