package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code pgbackrest info} as text; since 2.47 its times carry an offset. Sizes are rounded. */
final class PgBackRestInfoText implements LogParser {
  private static final Pattern BACKUP = Pattern.compile("(full|diff|incr) backup: (\\S+)");
  private static final Pattern TIMES = Pattern.compile("timestamp start/stop: (.+?) / (.+)");
  private static final Pattern WAL = Pattern.compile("wal start/stop: (\\w{24}) / (\\w{24})");
  private static final Pattern LSN = Pattern.compile("lsn start/stop: (\\S+) / (\\S+)");
  private static final Pattern SIZE =
      Pattern.compile("database size: ([\\d.]+)(\\w+), database backup size: ([\\d.]+)(\\w+)");
  private static final Pattern STORED =
      Pattern.compile("repo(\\d+): .*?backup size: ([\\d.]+)(\\w+)");
  private static final Pattern ARCHIVE =
      Pattern.compile("wal archive min/max \\((\\S+)\\): (?:(\\w{24})/(\\w{24})|none present)");
  private static final Pattern CIPHER = Pattern.compile("repo(\\d+): (none|aes-256-cbc)");

  private final LogContext context;
  private @Nullable LogRow stanza;
  private @Nullable LogRow backup;
  private final java.util.Map<String, String> ciphers = new java.util.HashMap<>();
  private @Nullable String cipher;
  private long backups;

  PgBackRestInfoText(LogContext context) {
    this.context = context;
  }

  @Override
  public void line(Line line) throws IOException {
    String text = line.text().strip();
    if (text.startsWith("stanza: ")) {
      end();
      ciphers.clear();
      cipher = null;
      stanza =
          new LogRow("backup_repository")
              .set("line", line.number)
              .set("item", 1L)
              .set("tool", "pgbackrest")
              .set("system", text.substring(8));
      return;
    }
    LogRow now = stanza;
    if (now == null) {
      return;
    }
    Matcher m = BACKUP.matcher(text);
    if (m.matches()) {
      flush();
      backups++;
      backup =
          new LogRow("backup_run")
              .set("line", line.number)
              .set("item", 1L)
              .set("tool", "pgbackrest")
              .set("source", "catalog")
              .set("system", now.get("system"))
              .set("label", m.group(2))
              .set("type", m.group(1))
              .set("time_grade", context.times.bareGrade())
              .set("result", "succeeded")
              .set("is_rounded", 1L)
              .set("has_page_error", 0L)
              .set("encryption", cipher);
      if (m.group(2).contains("_")) {
        backup.set("prior", m.group(2).substring(0, m.group(2).indexOf('_')));
      }
    } else if (backup != null) {
      detail(backup, text);
    } else {
      head(now, text);
    }
  }

  private void head(LogRow now, String text) {
    Matcher archive = ARCHIVE.matcher(text);
    Matcher one = CIPHER.matcher(text);
    if (text.startsWith("status: ")) {
      String status = text.substring(8);
      now.set(
          "status",
          Redaction.line(
              status.startsWith("error (") ? status.substring(7, status.length() - 1) : status));
      now.set(
          "status_code",
          status.startsWith("ok")
              ? 0L
              : status.contains("missing stanza path")
                  ? 1L
                  : status.contains("no valid backups")
                      ? 2L
                      : status.startsWith("mixed") ? 4L : 99L);
    } else if (text.startsWith("cipher: ") && !text.endsWith("mixed")) {
      cipher = text.substring(8);
      now.set("encryption", cipher);
    } else if (text.equals("cipher: mixed")) {
      now.set("encryption", "mixed");
    } else if (one.matches()) {
      ciphers.put(one.group(1), one.group(2));
    } else if (archive.matches()) {
      now.set("wal_min", archive.group(2)).set("wal_max", archive.group(3));
    }
  }

  private void detail(LogRow row, String text) {
    Matcher m = TIMES.matcher(text);
    if (m.matches()) {
      row.set("started_at", context.times.findText(m.group(1)))
          .set("stopped_at", context.times.findText(m.group(2)));
      row.set("time_grade", context.times.gradeOf(m.group(2)));
    }
    m = WAL.matcher(text);
    if (m.matches()) {
      row.set("wal_start", m.group(1))
          .set("wal_stop", m.group(2))
          .set("timeline", Long.parseLong(m.group(1).substring(0, 8), 16));
    }
    m = LSN.matcher(text);
    if (m.matches()) {
      row.set("lsn_start", m.group(1)).set("lsn_stop", m.group(2));
    }
    m = SIZE.matcher(text);
    if (m.matches()) {
      row.set("size_bytes", PgBackRestBackup.bytes(m.group(1), m.group(2)))
          .set("delta_bytes", PgBackRestBackup.bytes(m.group(3), m.group(4)));
    }
    m = STORED.matcher(text);
    if (m.matches()) {
      row.set("repository", m.group(1))
          .set("repository_bytes", PgBackRestBackup.bytes(m.group(2), m.group(3)))
          .set("encryption", ciphers.get(m.group(1)));
    }
    if (text.startsWith("error(s) detected")
        || text.startsWith("error list:")
        || text.startsWith("page checksum error")) {
      row.set("has_page_error", 1L);
    }
  }

  private void flush() throws IOException {
    if (backup != null) {
      context.emit(backup);
      backup = null;
    }
  }

  @Override
  public void end() throws IOException {
    flush();
    if (stanza != null) {
      context.emit(stanza.set("backup_count", backups));
      stanza = null;
      backups = 0;
    }
  }
}
