package org.pgevidence.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Out out;
  private final Set<Row> used = new HashSet<>();

  Restores(Facts facts, List<Backup> backups, Out out) {
    this.facts = facts;
    this.backups = backups;
    this.out = out;
  }

  void write() {
    List<Row> drills = facts.rows("drill");
    List<Row> recoveries = facts.rows("recovery");
    for (Row drill : drills) {
      drill(drill);
    }
    Set<String> seen = new HashSet<>();
    for (Row run : facts.rows("restore_run")) {
      String same =
          run.text("tool")
              + run.text("system")
              + run.textOrNull("destination")
              + run.textOrNull("started_at");
      boolean isOfDrill = drills.stream().anyMatch(drill -> isSame(drill, run));
      if (!isOfDrill && (run.textOrNull("started_at") == null || seen.add(same))) {
        restore(run, match(run, recoveries));
      } else if (isOfDrill) {
        match(run, recoveries).ifPresent(used::add);
      }
    }
    for (Row recovery : recoveries) {
      boolean isOfDrill =
          drills.stream()
              .anyMatch(
                  drill -> near(drill.textOrNull("opened_at"), recovery.textOrNull("opened_at")));
      if (!used.contains(recovery) && !isOfDrill) {
        alone(recovery);
      }
    }
  }

  private static boolean isSame(Row drill, Row run) {
    return near(drill.textOrNull("started_at"), run.textOrNull("started_at"))
        && java.util.Objects.equals(drill.textOrNull("label"), run.textOrNull("label"));
  }

  private static boolean near(@Nullable String a, @Nullable String b) {
    return a != null
        && b != null
        && Duration.between(Instant.parse(a), Instant.parse(b)).abs().toSeconds() < 3;
  }

  /**
   * The first recovery of the same folder after the restore; without a folder, of the same target.
   */
  private Optional<Row> match(Row run, List<Row> recoveries) {
    Instant began = Archive.instant(run.textOrNull("started_at"));
    String destination = run.textOrNull("destination");
    List<Row> candidates = new ArrayList<>();
    for (Row recovery : recoveries) {
      Instant started = Archive.instant(recovery.textOrNull("started_at"));
      String folder = recovery.textOrNull("data_directory");
      boolean isFolder = folder != null && folder.equals(destination);
      boolean isTarget =
          folder == null
              && recovery.textOrNull("target_at") != null
              && recovery.textOrNull("target_at").equals(run.textOrNull("target_at"));
      boolean isInTime =
          began != null
              && started != null
              && !started.isBefore(began)
              && Duration.between(began, started).toHours() < 24;
      if ((isFolder || isTarget)
          && isInTime
          && run.text("result").equals("succeeded")
          && !used.contains(recovery)) {
        candidates.add(recovery);
      }
    }
    return candidates.stream().min((a, b) -> a.text("started_at").compareTo(b.text("started_at")));
  }

  private void restore(Row run, Optional<Row> recovery) {
    recovery.ifPresent(used::add);
    String id = run.text("path") + ":" + run.number("line");
    Row server = recovery.orElse(null);
    String began = run.textOrNull("started_at");
    String laid = run.textOrNull("stopped_at");
    String opened = server == null ? null : server.textOrNull("opened_at");
    String outcome = outcome(run, server);
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
        reason(run, server),
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

  private void drill(Row drill) {
    String path = drill.text("path");
    long passed = 0;
    long failed = 0;
    for (Row check : facts.rows("drill_check")) {
      boolean isContent =
          check.text("path").equals(path)
              && List.of("amcheck", "content", "sql", "checksums").contains(check.text("name"));
      passed += isContent && check.text("result").equals("pass") ? 1 : 0;
      failed += isContent && check.text("result").equals("fail") ? 1 : 0;
    }
    String system = drill.textOrNull("system_identifier");
    String expected = drill.textOrNull("expected_system_identifier");
    if (expected == null) {
      expected =
          backups.stream()
              .filter(
                  b ->
                      b.label != null
                          && b.label.equals(drill.textOrNull("label"))
                          && b.system.equals(drill.text("system")))
              .map(b -> b.systemIdentifier)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
    String type = drill.textOrNull("target_type");
    String reason = drill.textOrNull("reason");
    out.row(
        "restore",
        "id",
        path,
        "tool",
        drill.text("tool"),
        "system",
        drill.text("system"),
        "label",
        drill.textOrNull("label"),
        "is_drill",
        1,
        "started_at",
        drill.text("started_at"),
        "restored_at",
        drill.textOrNull("restored_at"),
        "opened_at",
        drill.textOrNull("opened_at"),
        "result",
        drill.text("result").equals("not run") ? "not proven" : drill.text("result"),
        "reason",
        reason == null ? "every check of the drill passed" : reason,
        "rto_s",
        drill.value("rto_s"),
        "restore_s",
        drill.value("restore_s"),
        "recovery_s",
        drill.value("recovery_s"),
        "target_type",
        "default".equals(type) ? null : type,
        "target_at",
        drill.textOrNull("target_at"),
        "target_reached",
        drill.numberOrNull("target_reached"),
        "last_transaction_at",
        drill.textOrNull("last_transaction_at"),
        "expected_at",
        drill.textOrNull("expected_at"),
        "rpo_s",
        drill.value("rpo_s"),
        "timeline",
        drill.numberOrNull("timeline"),
        "system_identifier",
        system,
        "is_same_system",
        system == null || expected == null ? null : Long.valueOf(system.equals(expected) ? 1 : 0),
        "content_checks",
        passed,
        "content_failures",
        failed,
        "operator",
        drill.textOrNull("operator"));
    out.step("restore", path, drill, "the drill record says " + drill.text("result"));
  }

  private static @Nullable Double seconds(@Nullable String from, @Nullable String to) {
    if (from == null || to == null) {
      return null;
    }
    return Duration.between(Instant.parse(from), Instant.parse(to)).toMillis() / 1000.0;
  }
}
