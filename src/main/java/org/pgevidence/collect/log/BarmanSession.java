package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one Barman process says, on its console or in the log. "Recovery completed" means that files
 * were laid out, not that a server ran.
 */
final class BarmanSession {
  private static final Pattern START =
      Pattern.compile("Starting backup using (\\w+) method for server (\\S+) in \\S*/(\\w+)");
  private static final Pattern END_LSN =
      Pattern.compile("Backup (start|end) at LSN: (\\S+) \\(([0-9A-F]{24}), [0-9A-F]+\\)");
  private static final Pattern SIZE = Pattern.compile("Backup size: ([\\d.]+) (B|KiB|MiB|GiB|TiB)");
  private static final Pattern DONE =
      Pattern.compile(
          "(Backup|Recovery|Restore operation) completed \\(start time: (.*?), elapsed time: (.*)\\)");
  private static final Pattern RESTORE =
      Pattern.compile("Starting (?:local|remote) restore for server (\\S+) using backup (\\S+)");
  private static final Pattern TARGET =
      Pattern.compile("Doing PITR\\. Recovery target (time|xid|lsn|name|immediate)(?:: '(.*)')?.*");
  private static final Pattern VERIFY =
      Pattern.compile("Verifying backup '(\\S+)' on server \\['(\\S+)'\\]");
  private static final Pattern CHECK = Pattern.compile("Check '(.+)' failed for server '(.+)'");
  private static final Pattern DELETED = Pattern.compile("Deleted backup (\\S+) .*");
  private static final Pattern DELETING =
      Pattern.compile("Deleting backup (\\S+) for server (\\S+)");
  private static final Pattern ELAPSED = Pattern.compile("([\\d.]+) (day|hour|minute|second)s?");
  private static final Pattern BROKEN =
      Pattern.compile("Impossible to start the backup.*'barman check (\\S+)'");

  private final LogContext context;
  private final String process;
  private @Nullable LogRow open;
  private String server = "";
  private String deleting = "";
  private int items;

  BarmanSession(LogContext context, String process) {
    this.context = context;
    this.process = process;
  }

  void message(String level, String message, @Nullable Instant at, long line) throws IOException {
    if (at != null) {
      context.saw(at);
    }
    Matcher m = START.matcher(message);
    if (m.matches()) {
      close("unknown", null, "no end line before the next begin");
      open =
          run("backup_run", line, at)
              .set("source", "log")
              .set("system", m.group(2))
              .set("label", m.group(3))
              .set("type", "full")
              .set("run_key", process);
      server = m.group(2);
      if (at == null) {
        startOf(m.group(3));
      }
      return;
    }
    m = RESTORE.matcher(message);
    if (m.matches()) {
      close("unknown", null, "no end line before the next begin");
      server = m.group(1);
      open =
          run("restore_run", line, at)
              .set("system", server)
              .set("label", m.group(2))
              .set("target_type", "default");
      return;
    }
    m = VERIFY.matcher(message);
    if (m.matches()) {
      close("unknown", null, null);
      server = m.group(2);
      open = run("verify_run", line, at).set("system", server).set("label", m.group(1));
      return;
    }
    if (level.equals("ERROR") || level.equals("CRITICAL")) {
      error(message, at, line);
    } else {
      detail(message, at, line);
    }
  }

  private void startOf(String label) {
    if (open != null && label.matches("\\d{8}T\\d{6}")) {
      open.set(
          "started_at",
          context.times.findText(
              label.replaceAll(
                  "(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)", "$1-$2-$3 $4:$5:$6")));
    }
  }

  private void detail(String message, @Nullable Instant at, long line) throws IOException {
    LogRow now = open;
    Matcher m = DELETING.matcher(message);
    if (m.matches()) {
      deleting = m.group(2);
    }
    m = DELETED.matcher(message);
    if (m.matches()) {
      context.emit(
          new LogRow("backup_expiry")
              .set("line", line)
              .set("item", ++items)
              .set("tool", "barman")
              .set("system", deleting)
              .set("label", m.group(1))
              .set("expired_at", at));
    }
    if (now == null) {
      return;
    }
    m = END_LSN.matcher(message);
    if (m.matches()) {
      String which = m.group(1).equals("start") ? "start" : "stop";
      now.set("lsn_" + which, m.group(2));
      now.set("wal_" + which, m.group(3))
          .set("timeline", Long.parseLong(m.group(3).substring(0, 8), 16));
    }
    m = SIZE.matcher(message);
    if (m.matches() && now.table().equals("backup_run")) {
      now.set("size_bytes", PgBackRestBackup.bytes(m.group(1), m.group(2))).set("is_rounded", 1L);
    }
    if (message.startsWith("Destination directory: ")) {
      now.set("destination", message.substring(23));
    }
    m = TARGET.matcher(message);
    if (m.matches()) {
      now.set("target_type", m.group(1)).set("target", m.group(2));
      if (m.group(1).equals("time") && m.group(2) != null) {
        now.set("target_at", Times.iso(PgBackRestRun.normal(m.group(2))).orElse(null));
      }
    }
    m = DONE.matcher(message);
    if (m.matches()) {
      Instant began = context.times.find(m.group(2)).orElse(null);
      String grade = context.times.gradeOf(m.group(2));
      boolean isBetter = at == null || grade.equals("stated") || !now.has("started_at");
      now.set("started_at", isBetter ? began : null).set("time_grade", grade);
      close("succeeded", at == null ? ended(began, m.group(3)) : at, null);
    } else if (message.startsWith("backup successfully verified")
        && now.table().equals("verify_run")) {
      close("clean", at, null);
    }
  }

  /** The end by Barman's words (1 hour, 2 minutes, 3 seconds); null below a second. */
  private static @Nullable Instant ended(@Nullable Instant began, String elapsed) {
    double seconds = 0;
    Matcher part = ELAPSED.matcher(elapsed);
    while (part.find()) {
      int unit =
          switch (part.group(2)) {
            case "day" -> 86_400;
            case "hour" -> 3_600;
            case "minute" -> 60;
            default -> 1;
          };
      seconds += Double.parseDouble(part.group(1)) * unit;
    }
    return began == null || seconds == 0 ? null : began.plusMillis(Math.round(seconds * 1000));
  }

  private void error(String message, @Nullable Instant at, long line) throws IOException {
    LogRow now = open;
    Matcher m = CHECK.matcher(message);
    if (m.matches()) {
      check(
          line,
          m.group(2),
          m.group(1).replace(' ', '_').replace('-', '_').toLowerCase(java.util.Locale.ROOT),
          null,
          at);
      return;
    }
    if (message.contains("Expected empty archive")) {
      context.note("holds a test from before the set-up of Barman, which tells nothing of health");
      return;
    }
    m = BROKEN.matcher(message);
    if (m.matches()) {
      open = run("backup_run", line, at).set("source", "log").set("system", m.group(1));
      close("failed", at, message);
    } else if (now != null) {
      close(now.table().equals("verify_run") ? "damaged" : "failed", at, message);
    } else {
      check(line, server, "error", Redaction.line(message), at);
    }
  }

  private void check(
      long line, String system, String name, @Nullable String hint, @Nullable Instant at)
      throws IOException {
    context.emit(
        new LogRow("backup_check")
            .set("line", line)
            .set("item", 1L)
            .set("tool", "barman")
            .set("system", system)
            .set("name", name)
            .set("status", "failed")
            .set("hint", hint)
            .set("checked_at", at));
  }

  private LogRow run(String table, long line, @Nullable Instant at) {
    LogRow row = context.row(table).set("line", line).set("item", 1L).set("tool", "barman");
    if (table.equals("verify_run")) {
      return row.set("verified_at", at);
    }
    return row.set("started_at", at).set("time_grade", context.times.bareGrade());
  }

  private void close(String result, @Nullable Instant at, @Nullable String error)
      throws IOException {
    LogRow now = open;
    open = null;
    if (now != null) {
      now.set("result", result).set("error", error == null ? null : Redaction.line(error));
      if (!now.table().equals("verify_run")) {
        now.set("stopped_at", at);
      }
      context.emit(now);
    }
  }

  void end() throws IOException {
    close("unknown", null, "no end line");
  }
}
