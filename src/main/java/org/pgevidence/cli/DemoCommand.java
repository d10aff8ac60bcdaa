package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Assessor;
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
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private static final int NO_PACK = 2;

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
      return run(Files.createTempDirectory("pgevidence-demo-"));
    } catch (IOException e) {
      throw UserFault.io("The demo could not write its files: " + e + ". Free some space.", e);
    }
  }

  private int run(Path work) throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    Path context = work.resolve("context");
    Path snapshot = work.resolve("snapshot");
    print.println("Starting PostgreSQL 17 with the estate of " + DemoEstate.SYSTEM + " ...");
    try (DemoEstate estate = DemoEstate.start()) {
      estate.writeContext(context);
      print.println("Collecting evidence ...");
      Collector.collect(request(estate, snapshot, estate.writeBackupLog(work.resolve("backup"))));
    }
    print.println("Judging and sealing ...");
    int packed = pack(snapshot, context);
    Assessment assessment =
        Assessor.assess(
                Snapshot.open(snapshot),
                CatalogReader.read(Optional.empty()),
                ContextReader.read(Optional.of(context), Profile.read(Optional.empty())))
            .assessment();
    Flaws planted = Flaws.planted();
    Flaws.Difference difference = planted.compare(assessment);
    report(print, planted, assessment, difference, context);
    return difference.isNone() && (packed == 0 || packed == 1 || packed == 3) ? 0 : 1;
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
        Optional.empty(),
        step -> {});
  }

  private int pack(Path snapshot, Path context) {
    CommandLine command = spec.root().commandLine().getSubcommands().get("pack");
    if (command == null) {
      spec.commandLine().getErr().println("No pack was written: this build has no command pack.");
      return NO_PACK;
    }
    return command.execute(
        "--snapshot",
        snapshot.toString(),
        "--context",
        context.toString(),
        "--out",
        out.toString());
  }

  private static void report(
      PrintWriter print,
      Flaws planted,
      Assessment assessment,
      Flaws.Difference difference,
      Path context) {
    print.println();
    print.printf(
        "%d flaws were planted, which must give %d findings; %d were found.%n",
        planted.flaws().size(), planted.expected().size(), assessment.findings().size());
    difference.missing().forEach(item -> print.println("  missing: " + item));
    difference.unexpected().forEach(item -> print.println("  unexpected: " + item));
    if (difference.isNone()) {
      print.println("Exactly the planted flaws were found.");
    }
    print.println("The context that was declared lies in " + context + ".");
  }
}
