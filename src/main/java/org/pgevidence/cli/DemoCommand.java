package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.Collector;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.demo.DemoEstate;
import org.pgevidence.demo.Flaws;
import org.pgevidence.fact.Folders;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.Judged;
import org.pgevidence.pack.PackStore;
import org.pgevidence.pack.PackWriter;
import org.pgevidence.pack.ReportFiles;
import org.pgevidence.pack.SealPlan;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * The whole job on a server of our own with planted flaws. Exit code 0 when exactly these were
 * found, 1 otherwise.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts a PostgreSQL with planted flaws, takes evidence of it and writes a signed pack.",
    footer = {
      "",
      "Examples:",
      "  pgevidence demo",
      "  pgevidence demo --out /tmp/evidence",
      "",
      "Exit codes: 0 exactly the planted flaws were found, 1 otherwise, 5 the server did not start."
    })
final class DemoCommand implements Callable<Integer> {
  @ParentCommand @Nullable Main main;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "evidence",
      description = "Store of the packs; default ${DEFAULT-VALUE}.")
  Path out = Path.of("evidence");

  @Override
  public Integer call() {
    try {
      Path work = Files.createTempDirectory("pgevidence-demo-");
      try {
        return run(work);
      } finally {
        Folders.delete(work);
      }
    } catch (IOException e) {
      throw UserFault.io(
          "The demo could not write its files: " + Met.by(e) + ". Free some space.", e);
    }
  }

  private int run(Path work) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    Consumer<String> step = Progress.of(main, spec.commandLine().getErr());
    Path context = work.resolve("context");
    Path snapshot = work.resolve("snapshot");
    step.accept("Starting PostgreSQL 17 with the estate of " + DemoEstate.SYSTEM + " ...");
    try (DemoEstate estate = DemoEstate.start()) {
      estate.writeContext(context);
      step.accept("Collecting evidence ...");
      Collector.collect(request(estate, snapshot, estate.writeBackupLog(work.resolve("backup"))));
    }
    step.accept("Judging and sealing ...");
    Judged judged =
        Judged.of(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.empty()),
            ContextReader.read(Optional.of(context), Profile.none()));
    Path pack = pack(judged);
    Flaws planted = Flaws.planted();
    Flaws.Difference difference = planted.compare(judged.assessment());
    report(print, planted, judged.assessment(), difference, pack);
    return difference.isNone() ? 0 : 1;
  }

  /** Always by a demo identity: nobody's own key should vouch for a server of play. */
  private Path pack(Judged judged) {
    try (SigningKey key = SigningKey.demo("signer", Instant.now())) {
      SealPlan plan = new SealPlan(key, SignatureLevel.B, Optional.empty(), Trust.none());
      ReportFiles reports = new ReportFiles(Templates.of(Optional.empty()));
      return new PackWriter(new PackStore(out), plan, reports)
          .write(judged, Optional.empty())
          .path();
    }
  }

  private CollectRequest request(DemoEstate estate, Path snapshot, Path backupLog) {
    Target target =
        new TargetParser(Map.of(), TargetNames.none())
            .parse("postgresql://postgres@127.0.0.1:" + estate.port() + "/postgres")
            .withPassword(estate.password());
    return new CollectRequest(
        target,
        snapshot,
        DemoEstate.SYSTEM,
        List.of(),
        List.of(backupLog),
        List.of(),
        true,
        step -> {});
  }

  private static void report(
      PrintWriter print,
      Flaws planted,
      Assessment assessment,
      Flaws.Difference difference,
      Path pack) {
    print.println();
    print.printf(
        "%d flaws were planted, which must give %d findings; %d were found.%n",
        planted.flaws().size(), planted.expected().size(), assessment.findings().size());
    difference.missing().forEach(item -> print.println("  missing: " + item));
    difference.unexpected().forEach(item -> print.println("  unexpected: " + item));
    if (difference.isNone()) {
      print.println("Exactly the planted flaws were found.");
    }
    print.println();
    print.println("The signed pack: " + pack);
    print.println("  report.pdf          start here");
    print.println("  report.html         the same in a browser, searchable");
    print.println("  evidence.xlsx       findings, controls and populations as sheets");
    print.println("  access-review.xlsx  effective rights, for sign-off");
    print.println("  definitions/        the checks it was judged by, and the declared context");
    print.println("It is signed with a demo identity, which proves nobody.");
    print.println("Verify it with: pgevidence verify " + pack);
  }
}
