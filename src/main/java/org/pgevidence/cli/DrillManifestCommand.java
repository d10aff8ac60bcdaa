package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.drill.Manifest;
import org.pgevidence.collect.drill.SourceManifest;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a named restore point and writes what the tables held there. */
@Command(
    name = "manifest",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a named restore point and writes rows and a hash of every table as they were there.",
      "A drill that recovers to the point must find the same. Reads all tables of all databases whole;",
      "needs a role that may call pg_create_restore_point, read all tables and bypass row security."
    },
    footer = {
      "%nExample:",
      "  pgevidence drill manifest -t 'host=/var/run/postgresql user=postgres' --restore-point drill-q4 -o manifest.txt"
    })
final class DrillManifestCommand implements Callable<Integer> {
  @ParentCommand @Nullable DrillCommand drill;
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-t", "--target"},
      required = true,
      paramLabel = "TARGET",
      description = "libpq URI, keyword string or service name.")
  String target = "";

  @Option(
      names = "--restore-point",
      required = true,
      paramLabel = "NAME",
      description = "Name of the restore point; a number is added when it takes several tries.")
  String point = "";

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where the manifest is written; must not exist.")
  Path out = Path.of("manifest.txt");

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw UserFault.usage("The manifest " + out + " exists already. Name another file.");
    }
    if (point.isEmpty() || point.length() > 50 || point.contains("\n")) {
      throw UserFault.usage(
          "--restore-point needs a name of 1 to 50 characters on one line. Give one like drill-q4.");
    }
    PrintWriter print = spec.commandLine().getOut();
    Connector connector =
        new Connector(new TargetParser(System.getenv(), TargetNames.none()).parse(target));
    Main main = drill == null ? null : drill.main;
    Manifest manifest =
        new SourceManifest(connector, Progress.of(main, spec.commandLine().getErr())).take(point);
    manifest.write(out);
    print.println(
        manifest.tables().size()
            + " tables at restore point "
            + manifest.restorePoint().orElse(point)
            + " written to "
            + out);
    print.println(
        "A drill can reach the point once its WAL is archived; select pg_switch_wal() hastens that.");
    return 0;
  }
}
