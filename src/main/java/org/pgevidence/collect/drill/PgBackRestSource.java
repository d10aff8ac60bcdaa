package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;

/**
 * A stanza of pgBackRest. Neither the restore nor the restored server writes into the repository or
 * into the spool folder of production.
 */
final class PgBackRestSource implements Source {
  private final DrillPlan plan;
  private final Commands commands;

  PgBackRestSource(DrillPlan plan, Commands commands) {
    this.plan = plan;
    this.commands = commands;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("pgbackrest"));
    plan.config().ifPresent(config -> command.add("--config=" + config));
    command.add("--stanza=" + plan.system());
    plan.repository().ifPresent(key -> command.add("--repo=" + key));
    return command;
  }

  @Override
  public Chosen choose() throws IOException {
    List<String> info = command();
    info.addAll(List.of("--output=json", "--log-level-console=off", "info"));
    Object json = Source.ask(commands, info);
    Map<?, ?> stanza =
        json instanceof List<?> list
                && !list.isEmpty()
                && list.getFirst() instanceof Map<?, ?> first
            ? first
            : Map.of();
    Map<?, ?> best = null;
    for (Map<?, ?> backup : maps(stanza.get("backup"))) {
      best = isWanted(backup) ? backup : best;
    }
    if (best == null) {
      throw UserFault.usage(
          "No backup "
              + plan.label().orElse("without errors")
              + plan.backupBefore().map(at -> " that ended before " + at).orElse("")
              + " is listed by pgbackrest info for stanza "
              + plan.system()
              + (stanza.get("status") instanceof Map<?, ?> status
                  ? ", whose status is \"" + status.get("message") + "\""
                  : "")
              + ". Check the stanza, its configuration and --set.");
    }
    Map<?, ?> database = best.get("database") instanceof Map<?, ?> map ? map : Map.of();
    Object bytes = best.get("info") instanceof Map<?, ?> info2 ? info2.get("size") : null;
    return new Chosen(
        String.valueOf(best.get("label")),
        Optional.of(stop(best)),
        bytes instanceof Long size ? size : 0,
        maps(stanza.get("db")).stream()
            .filter(
                db ->
                    Objects.equals(db.get("id"), database.get("id"))
                        && Objects.equals(db.get("repo-key"), database.get("repo-key")))
            .map(db -> String.valueOf(db.get("system-id")))
            .findFirst(),
        maps(stanza.get("archive")).stream()
            .filter(archive -> database.equals(archive.get("database")))
            .map(archive -> archive.get("max"))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .findFirst());
  }

  private boolean isWanted(Map<?, ?> backup) {
    if (plan.label().isPresent()) {
      return plan.label().get().equals(backup.get("label"));
    }
    return !Boolean.TRUE.equals(backup.get("error"))
        && plan.backupBefore().map(at -> !stop(backup).isAfter(at)).orElse(true);
  }

  private static Instant stop(Map<?, ?> backup) {
    Object stop = backup.get("timestamp") instanceof Map<?, ?> times ? times.get("stop") : null;
    return stop instanceof Long at ? Instant.ofEpochSecond(at) : Instant.MAX;
  }

  private static List<Map<?, ?>> maps(@Nullable Object list) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  @Override
  public List<List<String>> steps(Chosen chosen, Path scratch) {
    List<String> restore = command();
    List<String> fetch = command();
    for (List<String> one : List.of(restore, fetch)) {
      one.add("--pg1-path=" + scratch.resolve("data"));
      one.add("--lock-path=" + scratch.resolve("lock"));
      one.add("--log-level-file=off");
    }
    fetch.addAll(List.of("--no-archive-async", "--log-level-console=warn", "archive-get"));
    StringBuilder fetching = new StringBuilder();
    fetch.forEach(word -> fetching.append(quoted(word)).append(' '));
    restore.addAll(
        List.of(
            "--set=" + chosen.label(),
            "--archive-mode=off",
            "--tablespace-map-all=" + scratch.resolve("tablespaces"),
            "--recovery-option=restore_command=" + fetching + "%f \"%p\"",
            "--log-level-console=info",
            "--log-level-stderr=warn",
            "--type=" + plan.targetType()));
    plan.targetText()
        .ifPresent(
            target -> restore.addAll(List.of("--target=" + target, "--target-action=promote")));
    restore.add("restore");
    return List.of(restore);
  }

  /** A word for the shell, with percent signs doubled for restore_command. */
  private static String quoted(String word) {
    String escaped = word.replace("%", "%%");
    return escaped.matches("[A-Za-z0-9_./=:%-]+")
        ? escaped
        : "'" + escaped.replace("'", "'\\''") + "'";
  }
}
