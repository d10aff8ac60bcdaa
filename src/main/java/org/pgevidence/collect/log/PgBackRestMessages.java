package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What pgBackRest says between the begin and the end of a command. */
final class PgBackRestMessages {
  private static final Pattern EXPIRED =
      Pattern.compile("repo(\\d+): remove expired backup (\\S+)");
  private static final Pattern WAL_REMOVED =
      Pattern.compile("repo(\\d+): \\S+ remove archive, start = (\\w{24}), stop = (\\w{24})");
  private static final Pattern SET =
      Pattern.compile("repo(\\d+): restore backup set (\\S+?)(?:, recovery will start at .*)?");
  private static final Pattern RESTORED =
      Pattern.compile("restore size = ([\\d.]+)(B|KB|MB|GB|TB|PB).*");
  private static final Pattern RANGE =
      Pattern.compile("archiveId: (\\S+), wal start: (\\w{24}), wal stop: (\\w{24})");
  private static final Pattern VERIFIED =
      Pattern.compile(
          "backup: (\\S+), status: ([^,]+), total files checked: (\\d+), total valid files: (\\d+)");
  private static final Pattern ARCHIVE =
      Pattern.compile("archiveId: (\\S+), total WAL checked: (\\d+), total valid WAL: (\\d+)");
  private static final Pattern CHECKED =
      Pattern.compile("WAL segment (\\w{24}) successfully archived to .* on repo(\\d+)");

  private final LogContext context;

  PgBackRestMessages(LogContext context) {
    this.context = context;
  }

  void message(PgBackRestRun run, String message, @Nullable Instant at, long line)
      throws IOException {
    switch (run.command) {
      case "backup" -> PgBackRestBackup.message(run, message);
      case "restore" -> restore(run, message);
      case "verify" -> verify(run, message, line);
      case "expire" -> expire(run, message, at, line);
      case "check" -> {
        Matcher matcher = CHECKED.matcher(message);
        if (matcher.matches()) {
          run.parts.add(
              item(run, context.path, line, "archive_repo" + matcher.group(2), "ok", null));
        }
      }
      default -> {
        return;
      }
    }
  }

  private static void restore(PgBackRestRun run, String message) {
    Matcher set = SET.matcher(message);
    if (set.matches()) {
      run.row().set("repository", set.group(1)).set("label", set.group(2));
      return;
    }
    Matcher size = RESTORED.matcher(message);
    if (size.matches()) {
      run.row().set("size_bytes", PgBackRestBackup.bytes(size.group(1), size.group(2)));
    }
  }

  private void verify(PgBackRestRun run, String message, long line) {
    Matcher range = RANGE.matcher(message);
    if (range.matches()) {
      long perLog = (1L << 32) / context.options.walSegmentBytes();
      run.parts.add(
          context
              .row("wal_range")
              .set("line", line)
              .set("item", 1L)
              .set("tool", "pgbackrest")
              .set("source", "verify")
              .set("system", run.stanza())
              .set("repository", run.repository())
              .set("first_segment", range.group(2))
              .set("last_segment", range.group(3))
              .set(
                  "segment_count",
                  WalSegments.number(range.group(3), perLog)
                      - WalSegments.number(range.group(2), perLog)
                      + 1)
              .set("status", "present")
              .set("last_at", run.startedAt));
    } else if (message.startsWith("invalid checksum") || message.startsWith("missing file")) {
      run.error = run.error == null ? Redaction.line(message) : run.error;
    }
  }

  /** A continuation line of the verify report: aligned under the message, without a time. */
  void continued(PgBackRestRun run, String text, long line) {
    if (run.error == null && text.startsWith("HINT: ")) {
      return;
    }
    if (!run.command.equals("verify")) {
      return;
    }
    Matcher backup = VERIFIED.matcher(text);
    Matcher archive = ARCHIVE.matcher(text);
    if (text.startsWith("status: ")) {
      run.status = text.substring(8);
    } else if (backup.matches()) {
      run.parts.add(
          context
              .row("verify_run")
              .set("line", line)
              .set("item", 1L)
              .set("tool", "pgbackrest")
              .set("system", run.stanza())
              .set("repository", run.repository())
              .set("label", backup.group(1))
              .set("verified_at", run.startedAt)
              .set("result", backup.group(2).equals("valid") ? "clean" : "damaged")
              .set("files_checked", Long.parseLong(backup.group(3)))
              .set("files_valid", Long.parseLong(backup.group(4)))
              .set("error", backup.group(2).equals("valid") ? null : "status " + backup.group(2)));
    } else if (archive.matches()) {
      run.row()
          .set("wal_checked", Long.parseLong(archive.group(2)))
          .set("wal_valid", Long.parseLong(archive.group(3)));
    }
  }

  private void expire(PgBackRestRun run, String message, @Nullable Instant at, long line)
      throws IOException {
    Matcher backup = EXPIRED.matcher(message);
    Matcher wal = WAL_REMOVED.matcher(message);
    boolean isBackup = backup.matches();
    if (run.isDryRun || (!isBackup && !wal.matches())) {
      return;
    }
    LogRow row =
        new LogRow("backup_expiry")
            .set("line", line)
            .set("item", 1L)
            .set("tool", "pgbackrest")
            .set("system", run.stanza())
            .set("repository", isBackup ? backup.group(1) : wal.group(1))
            .set("expired_at", at);
    context.emit(
        isBackup
            ? row.set("label", backup.group(2))
            : row.set("wal_first", wal.group(2)).set("wal_last", wal.group(3)));
  }

  private LogRow item(
      PgBackRestRun run,
      String path,
      long line,
      String name,
      String status,
      @Nullable String hint) {
    return new LogRow("backup_check")
        .set("path", path)
        .set("line", line)
        .set("item", 1L)
        .set("tool", "pgbackrest")
        .set("system", run.stanza())
        .set("name", name)
        .set("status", status)
        .set("hint", hint)
        .set("checked_at", run.startedAt);
  }

  void finish(
      PgBackRestRun run,
      String result,
      @Nullable Instant at,
      @Nullable Integer exitCode,
      @Nullable String error)
      throws IOException {
    Long code = exitCode == null ? null : exitCode.longValue();
    String fault = error == null ? run.error : error;
    switch (run.command) {
      case "backup", "restore" -> {
        run.row()
            .set("stopped_at", at)
            .set("result", result)
            .set("exit_code", code)
            .set("error", fault)
            .set("time_grade", context.times.bareGrade());
        if (run.command.equals("backup")) {
          run.row().set("is_ambiguous", run.isAmbiguous ? 1L : 0L);
        }
        context.emit(run.row());
      }
      case "verify" -> {
        run.row().set("result", verdict(run, result)).set("error", fault);
        context.emit(run.row());
      }
      case "check" ->
          context.emit(
              item(
                  run,
                  run.path,
                  run.line,
                  "command",
                  result.equals("succeeded") ? "ok" : "failed",
                  fault));
      default -> {
        if (!result.equals("succeeded")) {
          context.emit(item(run, run.path, run.line, run.command, "failed", fault));
        }
      }
    }
    for (LogRow part : run.parts) {
      context.emit(part);
    }
  }

  private static String verdict(PgBackRestRun run, String result) {
    if (!result.equals("succeeded")) {
      return "unknown";
    }
    boolean isDamaged = run.error != null;
    if ("error".equals(run.status) || isDamaged) {
      return "damaged";
    }
    return "ok".equals(run.status) ? "clean" : "not stated";
  }
}
