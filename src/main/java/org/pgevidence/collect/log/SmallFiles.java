package org.pgevidence.collect.log;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;

/**
 * Files of a few lines: backup_label and the archive's {@code *.backup}, {@code *.history},
 * pg_stat_archiver printed by psql, backup_manifest, Barman's backup.info.
 */
final class SmallFiles implements LogParser {
  static final Pattern HISTORY = Pattern.compile("(\\d+)\\t([0-9A-F]+/[0-9A-F]+)\\t(.*)");
  private static final Pattern LOCATION =
      Pattern.compile("(START|STOP) WAL LOCATION: (\\S+) \\(file ([0-9A-F]{24})\\)");
  private static final Pattern SIZE = Pattern.compile("\"Size\": ?(\\d+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "\"Timeline\": ?(\\d+), ?\"Start-LSN\": ?\"([^\"]+)\", ?\"End-LSN\": ?\"([^\"]+)\"");
  private static final Pattern FOLDER = Pattern.compile(".*/(\\d{8}T\\d{6})/[^/]+");
  private static final Pattern FIELD = Pattern.compile("(\\w+) *\\| ?(.*)");

  private final LogContext context;
  private final String format;
  private @Nullable LogRow row;
  private final MessageDigest digest = Digest.sha256();
  private long bytes;
  private boolean isSealed;

  SmallFiles(LogContext context, String format) {
    this.context = context;
    this.format = format;
  }

  @Override
  public void line(Line line) throws IOException {
    String text = line.text();
    switch (format) {
      case "timeline-history" -> history(text, line.number);
      case "pg_stat_archiver" -> archiver(text, line.number);
      case "backup_manifest" -> {
        own(line);
        manifest(text);
      }
      case "barman-backup-info" -> barman(text);
      default -> label(text);
    }
  }

  private void history(String text, long line) throws IOException {
    Matcher m = HISTORY.matcher(text);
    if (m.matches()) {
      context.emit(
          new LogRow("timeline_history")
              .set("line", line)
              .set("parent", Long.valueOf(m.group(1)))
              .set("switch_lsn", m.group(2))
              .set("reason", Redaction.line(m.group(3)))
              .set("switched_at", context.times.findText(m.group(3))));
    }
  }

  private void archiver(String text, long line) throws IOException {
    if (text.startsWith("-[ RECORD")) {
      end();
      row = new LogRow("archiver_report").set("line", line);
      return;
    }
    Matcher m = FIELD.matcher(text);
    LogRow now = row;
    if (now == null || !m.matches() || m.group(2).isEmpty()) {
      return;
    }
    String value = m.group(2).strip();
    switch (m.group(1)) {
      case "archived_count", "failed_count" -> now.set(m.group(1), Long.valueOf(value));
      case "last_archived_wal", "last_failed_wal" -> now.set(m.group(1), value);
      case "last_archived_time" -> now.set("last_archived_at", context.times.findText(value));
      case "last_failed_time" -> now.set("last_failed_at", context.times.findText(value));
      case "stats_reset" -> now.set("stats_reset_at", context.times.findText(value));
      default -> {
        return;
      }
    }
  }

  private LogRow file(String tool) {
    LogRow now = row;
    if (now == null) {
      now =
          new LogRow("backup_run")
              .set("line", 1L)
              .set("item", 1L)
              .set("tool", tool)
              .set("source", "file")
              .set("time_grade", "stated")
              .set("result", "unknown");
      row = now;
    }
    return now;
  }

  private void label(String text) {
    LogRow now = file("postgresql");
    Matcher m = LOCATION.matcher(text);
    if (m.matches()) {
      String which = m.group(1).equals("START") ? "start" : "stop";
      now.set("lsn_" + which, m.group(2)).set("wal_" + which, m.group(3));
    } else if (text.startsWith("START TIME: ")) {
      now.set("started_at", context.times.findText(text))
          .set("time_grade", context.times.gradeOf(text));
    } else if (text.startsWith("STOP TIME: ")) {
      now.set("stopped_at", context.times.findText(text)).set("result", "succeeded");
    } else if (text.startsWith("START TIMELINE: ")) {
      now.set("timeline", Long.valueOf(text.substring(16).strip()));
    } else if (text.startsWith("LABEL: ")) {
      now.set("label", Redaction.line(text.substring(7)));
    }
  }

  private void manifest(String text) {
    LogRow now = file("pg_basebackup");
    Matcher size = SIZE.matcher(text);
    while (size.find()) {
      bytes += Long.parseLong(size.group(1));
    }
    Matcher range = RANGE.matcher(text);
    if (range.find()) {
      now.set("timeline", Long.valueOf(range.group(1)))
          .set("lsn_start", range.group(2))
          .set("lsn_stop", range.group(3));
    }
    Matcher system = Pattern.compile("\"System-Identifier\": ?(\\d+)").matcher(text);
    if (system.find()) {
      now.set("system_identifier", system.group(1));
    }
    now.set("size_bytes", bytes);
  }

  /** The manifest's own checksum covers every byte before its last line. */
  private void own(Line line) {
    if (line.startsWith("\"Manifest-Checksum\"")) {
      String stated = line.text(20).replaceAll("[^0-9a-f]", "");
      isSealed = stated.equals(HexFormat.of().formatHex(digest.digest()));
    } else {
      digest.update(line.bytes, line.start, line.length());
      digest.update((byte) '\n');
    }
  }

  private void barman(String text) {
    LogRow now = file("barman").set("source", "catalog").set("type", "full");
    int equals = text.indexOf('=');
    if (equals < 0) {
      return;
    }
    String value = text.substring(equals + 1);
    switch (text.substring(0, equals)) {
      case "backup_id" -> now.set("label", value);
      case "server_name" -> now.set("system", value);
      case "begin_time" -> now.set("started_at", context.times.findText(value));
      case "end_time" -> now.set("stopped_at", context.times.findText(value));
      case "begin_xlog" -> now.set("lsn_start", value);
      case "end_xlog" -> now.set("lsn_stop", value);
      case "encryption" -> now.set("encryption", value.equals("None") ? "none" : value);
      case "begin_wal" -> now.set("wal_start", value);
      case "end_wal" -> now.set("wal_stop", value);
      case "systemid" -> now.set("system_identifier", value);
      case "size" -> now.set("size_bytes", value.matches("\\d+") ? Long.valueOf(value) : null);
      case "status" ->
          now.set("result", BarmanJson.result(value))
              .set("error", value.equals("DONE") ? null : "status " + value);
      case "timeline" -> now.set("timeline", value.matches("\\d+") ? Long.valueOf(value) : null);
      default -> {
        return;
      }
    }
  }

  @Override
  public void end() throws IOException {
    LogRow now = row;
    if (now != null) {
      if (format.equals("backup_manifest") && !isSealed) {
        context.partial("its own checksum does not fit: cut, abridged or edited");
        now.clear("size_bytes");
      }
      Matcher folder = FOLDER.matcher(context.path);
      if (format.equals("barman-backup-info") && !now.has("label") && folder.matches()) {
        now.set("label", folder.group(1));
      }
      context.emit(now);
      row = null;
    }
  }
}
