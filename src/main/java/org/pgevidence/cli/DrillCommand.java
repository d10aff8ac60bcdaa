package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.drill.Drill;
import org.pgevidence.collect.drill.DrillPlan;
import org.pgevidence.collect.drill.Manifest;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Restores a backup into a scratch folder, checks it and writes a drill record. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Restores a backup into a scratch folder, starts it in private, checks it, deletes it, and writes a record.",
      "Exit code 0: no check failed. 1: not proven.",
      "Give the record to collect with --backup-log: it is evidence like any other."
    },
    subcommands = DrillManifestCommand.class,
    footer = {
      "%nExamples:",
      "  pgevidence drill manifest -t service=main --restore-point drill-q4 -o manifest.txt",
      "  pgevidence drill --pgbackrest main --manifest manifest.txt --run-as postgres -o drill.json",
      "  pgevidence drill --pgbackrest main --run-as postgres -o drill.json",
      "  pgevidence drill --barman pgb --target-time '2026-11-22 15:48:11+00' -o drill.json",
      "  pgevidence drill --folder /backup/base --expected-at 2026-11-22T15:48:10Z --rpo 60 -o drill.json"
    })
final class DrillCommand implements Callable<Integer> {
  @ParentCommand @Nullable Main main;
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
      description = {
        "What the source's tables held, from 'drill manifest'.",
        "Without a target, its restore point is the target."
      })
  @Nullable Path manifest;

  @Option(
      names = "--sql",
      paramLabel = "FILE",
      description =
          "Own script for psql, begun in database postgres; must not fail nor return a row that is false.")
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
      description = "Where the drill record is written; must not exist.")
  @Nullable Path out;

  @Option(
      names = "--dry-run",
      description = "Print the steps and do none; the backup tool is asked for its backups.")
  boolean isDryRun;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    if (out == null) {
      throw UserFault.usage(
          "A drill needs a file for its record. Name one with -o, e.g. -o drill.json.");
    }
    Drill drill = new Drill(plan(), out, Progress.of(main, spec.commandLine().getErr()));
    if (isDryRun) {
      drill.dryRun().forEach(print::println);
      return 0;
    }
    boolean isPass = drill.run();
    if (main == null || !main.isQuiet) {
      drill.summary().forEach(print::println);
    }
    print.println((isPass ? "pass" : "not proven") + ": see " + out);
    return isPass ? 0 : 1;
  }

  private DrillPlan plan() {
    DrillPlan.Tool tool = tool();
    Optional<Manifest> known = Optional.ofNullable(manifest).map(Manifest::read);
    Optional<String> point = Optional.ofNullable(targetName);
    if (targetTime == null && targetName == null) {
      point = known.flatMap(Manifest::restorePoint);
    }
    String named = tool == DrillPlan.Tool.PGBACKREST ? stanza : server;
    return new DrillPlan(
        tool,
        named == null ? String.valueOf(folder) : named,
        Optional.ofNullable(config),
        Optional.ofNullable(repository),
        Optional.ofNullable(label),
        Optional.ofNullable(folder),
        Optional.ofNullable(restoreCommand),
        targetTime != null ? "time" : point.isPresent() ? "name" : "default",
        Optional.ofNullable(targetTime)
            .or(() -> Optional.ofNullable(targetName))
            .or(() -> known.flatMap(Manifest::restorePoint)),
        Optional.ofNullable(expectedAt),
        Optional.ofNullable(rpo),
        Optional.ofNullable(expectedSystem),
        known,
        Optional.ofNullable(sql),
        scratch == null ? Path.of(System.getProperty("java.io.tmpdir")) : scratch,
        Optional.ofNullable(binaries),
        Optional.ofNullable(runAs),
        superuser,
        Duration.ofSeconds(timeout));
  }

  private DrillPlan.Tool tool() {
    long sources = Stream.of(stanza, server, folder).filter(Objects::nonNull).count();
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
    if (restoreCommand != null && folder == null) {
      throw UserFault.usage(
          "--restore-command is for --folder; pgBackRest and Barman bring their own. Leave it out.");
    }
    return stanza != null
        ? DrillPlan.Tool.PGBACKREST
        : server != null ? DrillPlan.Tool.BARMAN : DrillPlan.Tool.FOLDER;
  }
}
