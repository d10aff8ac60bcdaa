package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** WAL-G's log: level first, local time with slashes. By its source, not from runs. */
final class WalgLog implements LogParser {
  static final Pattern LINE =
      Pattern.compile(
          "(DEBUG|INFO|WARNING|ERROR): (\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}) (.*)");
  private static final Pattern STARTED =
      Pattern.compile("Started backup with name (\\S+) at LSN (\\S+)");
  private static final Pattern WROTE =
      Pattern.compile("Wrote backup with name (\\S+)(?: to storage (\\S+))?");

  private final LogContext context;
  private @Nullable LogRow run;

  WalgLog(LogContext context) {
    this.context = context;
  }

  @Override
  public void line(Line line) throws IOException {
    Matcher m = LINE.matcher(line.text());
    if (!m.matches()) {
      return;
    }
    String message = m.group(3);
    String at = context.times.findText(m.group(2));
    if (message.startsWith("Calling pg_start_backup")
        || message.startsWith("Calling pg_backup_start")) {
      finish("unknown", null, "no end line before the next begin");
      run =
          context
              .row("backup_run")
              .set("line", line.number)
              .set("item", 1L)
              .set("tool", "wal-g")
              .set("source", "log")
              .set("started_at", at)
              .set("time_grade", context.times.bareGrade());
      return;
    }
    LogRow now = run;
    if (now == null) {
      return;
    }
    Matcher started = STARTED.matcher(message);
    Matcher wrote = WROTE.matcher(message);
    if (started.matches()) {
      now.set("label", started.group(1))
          .set("lsn_start", started.group(2))
          .set("type", started.group(1).contains("_D_") ? "incr" : "full");
      Matcher wal = WalSegments.NAME.matcher(started.group(1));
      if (wal.find()) {
        now.set("wal_start", wal.group())
            .set("timeline", Long.parseLong(wal.group().substring(0, 8), 16));
      }
    } else if (wrote.matches()) {
      now.set("label", wrote.group(1)).set("repository", wrote.group(2));
      finish("succeeded", at, null);
    } else if (m.group(1).equals("ERROR")) {
      finish("failed", at, message);
    }
  }

  private void finish(String result, @Nullable String at, @Nullable String error)
      throws IOException {
    LogRow now = run;
    run = null;
    if (now != null) {
      context.emit(
          now.set("result", result)
              .set("stopped_at", at)
              .set("error", error == null ? null : Redaction.line(error)));
    }
  }

  @Override
  public void end() throws IOException {
    finish("unknown", null, "no end line");
  }
}
