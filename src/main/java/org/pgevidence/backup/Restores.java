package org.pgevidence.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * Restores as they really went: the command's log laid out files, the restored server's log says
 * whether it opened, and when. Without an independently known point there is no claim of RPO.
 */
final class Restores {
  private final Facts facts;
  private final List<Backup> backups;
  private final Archive archive;
  private final Out out;

  Restores(Facts facts, List<Backup> backups, Archive archive, Out out) {
    this.facts = facts;
    this.backups = backups;
    this.archive = archive;
    this.out = out;
  }

  void write() {
    Drills records = new Drills(facts, backups, out);
    List<Row> drills = facts.rows("drill");
    drills.forEach(records::write);
    List<Row> recoveries = facts.rows("recovery");
    Recoveries index = new Recoveries(recoveries, drills);
    Set<String> seen = new HashSet<>();
    for (Row run : facts.rows("restore_run")) {
      String same =
          run.text("tool")
              + run.text("system")
              + run.textOrNull("destination")
              + run.textOrNull("started_at");
      boolean isOfDrill = index.isOfDrill(run);
      if (!isOfDrill && (run.textOrNull("started_at") == null || seen.add(same))) {
        restore(run, index.take(run));
      } else if (isOfDrill) {
        index.take(run);
      }
    }
    for (Row recovery : recoveries) {
      if (!index.isTold(recovery)) {
        alone(recovery);
      }
    }
  }

  private void restore(Row run, Optional<Row> recovery) {
    String id = run.text("path") + ":" + run.number("line");
    Row server = recovery.orElse(null);
    String began = run.textOrNull("started_at");
    String laid = run.textOrNull("stopped_at");
    String opened = server == null ? null : server.textOrNull("opened_at");
    Optional<Archive.Hole> hole = hole(run, server);
    String outcome = hole.isPresent() ? "fail" : outcome(run, server);
    String label = run.textOrNull("label");
    String targetAt =
        server != null && server.textOrNull("target_at") != null
            ? server.textOrNull("target_at")
            : run.textOrNull("target_at");
    String type = run.textOrNull("target_type");
    out.row(
        "restore",
        "id",
        id,
        "tool",
        run.text("tool"),
        "system",
        run.text("system"),
        "label",
        label,
        "is_drill",
        0,
        "started_at",
        began,
        "restored_at",
        laid,
        "opened_at",
        opened,
        "result",
        outcome,
        "reason",
        hole.map(this::lost).orElseGet(() -> reason(run, server)),
        "rto_s",
        opened == null ? null : seconds(began, opened),
        "restore_s",
        seconds(began, laid),
        "recovery_s",
        opened == null ? null : seconds(laid, opened),
        "target_type",
        "default".equals(type) ? null : type,
        "target_at",
        targetAt,
        "target_reached",
        reached(server, run),
        "last_transaction_at",
        server == null ? null : server.textOrNull("last_transaction_at"),
        "timeline",
        server == null ? null : server.numberOrNull("new_timeline"),
        "system_identifier",
        null,
        "content_checks",
        0,
        "content_failures",
        0);
    out.step(
        "restore",
        id,
        run,
        "the restore command "
            + (run.text("result").equals("succeeded")
                ? "laid out files"
                : "said " + run.text("result")));
    if (server != null) {
      out.step("restore", id, server, "the restored server's log ends as " + server.text("result"));
    }
    hole.ifPresent(
        gap -> out.step("restore", id, gap.before().fact(), "the archive has a gap behind it"));
  }

  /**
   * The gap at which a recovery to the end of the archive ended. The server then opens as if all
   * were well and what lies behind the gap is lost.
   */
  private Optional<Archive.Hole> hole(Row run, @Nullable Row server) {
    String type = run.textOrNull("target_type");
    boolean isToEnd = type == null || type.equals("default");
    return server != null && isToEnd && server.text("result").equals("opened")
        ? archive.holeBehind(
            run.text("tool") + " / " + run.text("system"), server.textOrNull("last_segment"))
        : Optional.empty();
  }

  private String lost(Archive.Hole hole) {
    return "the server opened, but recovery ended at a gap in the WAL archive: "
        + archive.wal.name(hole.before().timeline(), hole.before().last() + 1)
        + " is missing and what was committed behind it is lost";
  }

  private static @Nullable Long reached(@Nullable Row server, Row run) {
    String type = run.textOrNull("target_type");
    if (server == null || type == null || type.equals("default")) {
      return null;
    }
    return switch (server.text("result")) {
      case "opened", "paused" -> 1L;
      case "failed" -> 0L;
      default -> null;
    };
  }

  private static String outcome(Row run, @Nullable Row server) {
    if (run.text("result").equals("failed") || run.text("result").equals("partial")) {
      return "fail";
    }
    if (server == null) {
      return "not proven";
    }
    return switch (server.text("result")) {
      case "opened" -> "pass";
      case "failed" -> "fail";
      default -> "not proven";
    };
  }

  private static String reason(Row run, @Nullable Row server) {
    String error = run.textOrNull("error");
    if (!run.text("result").equals("succeeded")) {
      return "the restore command said " + run.text("result") + (error == null ? "" : ": " + error);
    }
    if (server == null) {
      return "files were laid out, but no log shows that a server opened on them";
    }
    return server(server);
  }

  private static String server(Row server) {
    return switch (server.text("result")) {
      case "opened" -> "the server opened for reading and writing";
      case "failed" -> "the server stopped: " + server.textOrNull("fatal");
      case "paused" -> "the server stayed read-only at its target";
      default -> "the log ends before the server opened";
    };
  }

  private void alone(Row recovery) {
    String id = recovery.text("path") + ":" + recovery.number("line");
    String opened = recovery.textOrNull("opened_at");
    boolean isOpen = recovery.text("result").equals("opened");
    out.row(
        "restore",
        "id",
        id,
        "tool",
        "unknown",
        "system",
        recovery.text("system"),
        "is_drill",
        0,
        "restored_at",
        recovery.textOrNull("started_at"),
        "opened_at",
        opened,
        "result",
        isOpen ? "pass" : recovery.text("result").equals("failed") ? "fail" : "not proven",
        "reason",
        server(recovery),
        "recovery_s",
        opened == null ? null : seconds(recovery.textOrNull("started_at"), opened),
        "target_type",
        recovery.textOrNull("target_type"),
        "target_at",
        recovery.textOrNull("target_at"),
        "target_reached",
        recovery.textOrNull("target_type") == null ? null : isOpen ? Long.valueOf(1) : null,
        "last_transaction_at",
        recovery.textOrNull("last_transaction_at"),
        "timeline",
        recovery.numberOrNull("new_timeline"),
        "content_checks",
        0,
        "content_failures",
        0);
    out.step(
        "restore",
        id,
        recovery,
        "a server went through archive recovery; its restore command was not given");
  }

  private static @Nullable Double seconds(@Nullable String from, @Nullable String to) {
    if (from == null || to == null) {
      return null;
    }
    return Duration.between(Instant.parse(from), Instant.parse(to)).toMillis() / 1000.0;
  }
}
