package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.drill.Drill;
import org.pgevidence.collect.drill.DrillPlan;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Restores a backup into a scratch folder, checks it and writes a drill record. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Restores a backup into a scratch folder, starts it in private, checks it, deletes it, and writes a record.",
      "Exit code 0: every check passed. 1: not proven.",
      "Give the record to collect with --backup-log: it is evidence like any other."
    },
    footer = {
      "%nExamples:",
      "  pgevidence drill --pgbackrest main --run-as postgres -o drill.json",
      "  pgevidence drill --barman pgb --target-time '2026-11-22 15:48:11+00' -o drill.json",
      "  pgevidence drill --folder /backup/base --expected-at 2026-11-22T15:48:10Z --rpo 60 -o drill.json"
    })
final class DrillCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pgbackrest",
      paramLabel = "STANZA",
      description = "Restore from this pgBackRest stanza.")
  @Nullable String stanza;

  @Option(
      names = "--barman",
      paramLabel = "SERVER",
      description = "Restore from this Barman server.")
  @Nullable String server;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Restore a base backup in plain format.")
  @Nullable Path folder;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file of the backup tool.")
  @Nullable Path config;

  @Option(names = "--repo", paramLabel = "KEY", description = "Repository of pgBackRest.")
  @Nullable String repository;

  @Option(
      names = "--set",
      paramLabel = "LABEL",
      description = "Backup to restore; default: the newest without errors.")
  @Nullable String label;

  @Option(
      names = "--restore-command",
      paramLabel = "COMMAND",
      description = "How a base backup folder gets more WAL.")
  @Nullable String restoreCommand;

  @Option(
      names = "--target-time",
      paramLabel = "TIME",
      description = "Recover to this time, with offset.")
  @Nullable String targetTime;

  @Option(
      names = "--target-name",
      paramLabel = "NAME",
      description = "Recover to this named restore point.")
  @Nullable String targetName;

  @Option(
      names = "--expected-at",
      paramLabel = "INSTANT",
      description = "Last commit that must be there, known from elsewhere.")
  @Nullable Instant expectedAt;

  @Option(
      names = "--rpo",
      paramLabel = "SECONDS",
      description = "Seconds that may be missing before --expected-at.")
  @Nullable Double rpo;

  @Option(
      names = "--expected-system",
      paramLabel = "ID",
      description = "System identifier of the source.")
  @Nullable String expectedSystem;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Lines 'database: schema.table|rows|hash' of the source.")
  @Nullable Path manifest;

  @Option(
      names = "--sql",
      paramLabel = "FILE",
      description = "Own SQL, run in database postgres; must not fail or return false.")
  @Nullable Path sql;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Folder for the scratch copy; default: the folder for temporary files.")
  @Nullable Path scratch;

  @Option(
      names = "--pg-bin",
      paramLabel = "DIR",
      description = "Programs of PostgreSQL; default: /usr/lib/postgresql/MAJOR/bin.")
  @Nullable Path binaries;

  @Option(
      names = "--run-as",
      paramLabel = "USER",
      description = "User to restore as when started as root.")
  @Nullable String runAs;

  @Option(
      names = "--superuser",
      paramLabel = "ROLE",
      defaultValue = "postgres",
      description = "Role to connect as (default: ${DEFAULT-VALUE}).")
  String superuser = "postgres";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long recovery may take (default: ${DEFAULT-VALUE}).")
  long timeout = 3600;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where the drill record is written; must not exist.")
  Path out = Path.of("drill.json");

  @Override
  public Integer call() throws IOException {
    boolean isPass = new Drill(plan(), out).run();
    spec.commandLine().getOut().println((isPass ? "pass" : "not proven") + ": see " + out);
    return isPass ? 0 : 1;
  }

  private DrillPlan plan() {
    long sources =
        java.util.stream.Stream.of(
                Optional.ofNullable(stanza),
                Optional.ofNullable(server),
                Optional.ofNullable(folder))
            .filter(Optional::isPresent)
            .count();
    if (sources != 1) {
      throw UserFault.usage(
          "A drill restores from one source, but "
              + sources
              + " were named. Give one of --pgbackrest, --barman, --folder.");
    }
    if (targetTime != null && targetName != null) {
      throw UserFault.usage(
          "--target-time and --target-name exclude each other. Give one of them.");
    }
    DrillPlan.Tool tool =
        stanza != null
            ? DrillPlan.Tool.PGBACKREST
            : server != null ? DrillPlan.Tool.BARMAN : DrillPlan.Tool.FOLDER;
    String system = stanza != null ? stanza : server != null ? server : String.valueOf(folder);
    return new DrillPlan(
        tool,
        system,
        Optional.ofNullable(config),
        Optional.ofNullable(repository),
        Optional.ofNullable(label),
        Optional.ofNullable(folder),
        Optional.ofNullable(restoreCommand),
        targetTime != null ? "time" : targetName != null ? "name" : "default",
        Optional.ofNullable(targetTime != null ? targetTime : targetName),
        Optional.ofNullable(expectedAt),
        Optional.ofNullable(rpo),
        Optional.ofNullable(expectedSystem),
        Optional.ofNullable(manifest),
        Optional.ofNullable(sql),
        scratch == null ? Path.of(System.getProperty("java.io.tmpdir")) : scratch,
        Optional.ofNullable(binaries),
        Optional.ofNullable(runAs),
        superuser,
        Duration.ofSeconds(timeout));
  }
}
