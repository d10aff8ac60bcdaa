package org.pgevidence.collect.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;

/** Where a backup comes from: what is there, and how it is laid out into a folder. */
final class Source {
  /** The backup chosen. */
  record Chosen(
      String label, Optional<String> stoppedAt, long bytes, Optional<String> systemIdentifier) {}

  private static final Duration ASK = Duration.ofMinutes(5);

  private final DrillPlan plan;
  private final Commands commands;

  Source(DrillPlan plan, Commands commands) {
    this.plan = plan;
    this.commands = commands;
  }

  Chosen choose() throws IOException {
    return switch (plan.tool()) {
      case PGBACKREST -> pgBackRest();
      case BARMAN -> barman();
      case FOLDER -> folder();
    };
  }

  private List<String> pgBackRestCommand() {
    List<String> command = new ArrayList<>(List.of("pgbackrest"));
    plan.config().ifPresent(config -> command.add("--config=" + config));
    command.add("--stanza=" + plan.system());
    plan.repository().ifPresent(key -> command.add("--repo=" + key));
    return command;
  }

  private Chosen pgBackRest() throws IOException {
    List<String> command = pgBackRestCommand();
    command.addAll(List.of("--output=json", "info"));
    Object json = ask(command);
    Map<?, ?> stanza =
        json instanceof List<?> list
                && !list.isEmpty()
                && list.getFirst() instanceof Map<?, ?> first
            ? first
            : Map.of();
    Map<?, ?> best = null;
    for (Object item : stanza.get("backup") instanceof List<?> backups ? backups : List.of()) {
      if (item instanceof Map<?, ?> backup) {
        boolean isWanted =
            plan.label()
                .map(label -> label.equals(backup.get("label")))
                .orElse(!Boolean.TRUE.equals(backup.get("error")));
        best = isWanted ? backup : best;
      }
    }
    if (best == null) {
      throw UserFault.usage(
          "No backup "
              + plan.label().orElse("without errors")
              + " is listed by pgbackrest info for stanza "
              + plan.system()
              + ". Check the stanza, its configuration and --set.");
    }
    String system = null;
    for (Object item : stanza.get("db") instanceof List<?> databases ? databases : List.of()) {
      system =
          item instanceof Map<?, ?> database ? String.valueOf(database.get("system-id")) : system;
    }
    Object stop = best.get("timestamp") instanceof Map<?, ?> times ? times.get("stop") : null;
    Object size = best.get("info") instanceof Map<?, ?> info ? info.get("size") : null;
    return new Chosen(
        String.valueOf(best.get("label")),
        stop instanceof Long at
            ? Optional.of(java.time.Instant.ofEpochSecond(at).toString())
            : Optional.empty(),
        size instanceof Long bytes ? bytes : 0,
        Optional.ofNullable(system));
  }

  private List<String> barmanCommand() {
    List<String> command = new ArrayList<>(List.of("barman"));
    plan.config().ifPresent(config -> command.addAll(List.of("-c", config.toString())));
    return command;
  }

  private Chosen barman() throws IOException {
    List<String> command = barmanCommand();
    command.addAll(
        List.of("-f", "json", "show-backup", plan.system(), plan.label().orElse("latest")));
    Object json = ask(command);
    Map<?, ?> backup =
        json instanceof Map<?, ?> map && map.get(plan.system()) instanceof Map<?, ?> found
            ? found
            : Map.of();
    if (!"DONE".equals(backup.get("status"))) {
      throw UserFault.usage(
          "Barman's backup "
              + plan.label().orElse("latest")
              + " of server "
              + plan.system()
              + " has status "
              + backup.get("status")
              + ", not DONE. Name another one with --set.");
    }
    Map<?, ?> base =
        backup.get("base_backup_information") instanceof Map<?, ?> map ? map : Map.of();
    Object size =
        base.containsKey("disk_usage_with_wals_bytes")
            ? base.get("disk_usage_with_wals_bytes")
            : base.get("backup_size_with_wals_bytes");
    Object system = backup.get("system_id");
    Object end = base.get("end_time_timestamp");
    return new Chosen(
        String.valueOf(backup.get("backup_id")),
        end == null
            ? Optional.empty()
            : Optional.of(
                java.time.Instant.ofEpochSecond(Long.parseLong(String.valueOf(end))).toString()),
        size instanceof Long bytes ? bytes : 0,
        system == null ? Optional.empty() : Optional.of(String.valueOf(system)));
  }

  private Chosen folder() throws IOException {
    Path folder = plan.folder().orElseThrow();
    if (!Files.isRegularFile(folder.resolve("PG_VERSION"))
        || !Files.isRegularFile(folder.resolve("backup_label"))) {
      throw UserFault.usage(
          folder
              + " is no base backup: PG_VERSION or backup_label is missing. Name the folder that pg_basebackup wrote in plain format.");
    }
    try (var links = Files.list(folder.resolve("pg_tblspc"))) {
      if (links.findAny().isPresent()) {
        throw UserFault.usage(
            folder
                + " has tablespaces; a copy would share them with the original. Restore it with its tool, or without tablespaces.");
      }
    }
    try (var files = Files.walk(folder)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(Source::size).sum();
      return new Chosen(
          String.valueOf(folder.getFileName()), Optional.empty(), bytes, Optional.empty());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object ask(List<String> command) throws IOException {
    Commands.Result result = commands.run(command, Path.of("/"), ASK);
    int start = Math.max(0, Math.min(at(result.output(), '['), at(result.output(), '{')));
    try {
      return Json.parse(result.output().substring(start));
    } catch (UncheckedIOException | StringIndexOutOfBoundsException e) {
      throw UserFault.usage(
          "The backup tool could not list its backups ("
              + String.join(" ", command)
              + "): exit code "
              + result.exitCode()
              + ". Run the command by hand as the same user.");
    }
  }

  private static int at(String text, char c) {
    int at = text.indexOf(c);
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  /** The command that lays the backup out below {@code scratch}/data. */
  List<String> restoreCommand(Chosen chosen, Path scratch) {
    return switch (plan.tool()) {
      case PGBACKREST -> {
        List<String> command = pgBackRestCommand();
        command.addAll(
            List.of(
                "--pg1-path=" + scratch.resolve("data"),
                "--set=" + chosen.label(),
                "--archive-mode=off",
                "--tablespace-map-all=" + scratch.resolve("tablespaces"),
                "--lock-path=" + scratch.resolve("lock"),
                "--log-level-console=info",
                "--log-level-file=off",
                "--log-level-stderr=warn"));
        if (plan.target().isPresent()) {
          command.addAll(
              List.of(
                  "--type=" + plan.targetType(),
                  "--target=" + plan.target().get(),
                  "--target-action=promote"));
        } else {
          command.add("--type=" + plan.targetType());
        }
        command.add("restore");
        yield command;
      }
      case BARMAN -> {
        List<String> command = barmanCommand();
        command.addAll(List.of("recover", "--no-get-wal"));
        plan.target()
            .ifPresent(
                target ->
                    command.addAll(
                        List.of(
                            "--target-" + plan.targetType(),
                            target,
                            "--target-action",
                            "promote")));
        if (plan.targetType().equals("immediate")) {
          command.addAll(List.of("--target-immediate", "--target-action", "promote"));
        }
        command.addAll(List.of(plan.system(), chosen.label(), scratch.resolve("data").toString()));
        yield command;
      }
      case FOLDER ->
          List.of(
              "cp", "-a", plan.folder().orElseThrow() + "/.", scratch.resolve("data").toString());
    };
  }
}
