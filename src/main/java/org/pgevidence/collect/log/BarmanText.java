package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Barman's text of check (also --nagios), list-backup, show-backup and show-server. */
final class BarmanText implements LogParser {
  static final Pattern LIST =
      Pattern.compile("(\\S+) (\\d{8}T\\d{6})(?: '(.*?)')?(?: - ([FI]))? - (.*)");
  static final Pattern NAGIOS = Pattern.compile("(\\w+)\\.([^:]+): (OK|FAILED)(?: \\((.*)\\))?");
  private static final Pattern CHECK = Pattern.compile("\\t([^:]+): (OK|FAILED)(?: \\((.*)\\))?");
  private static final Pattern SIZE =
      Pattern.compile(".* - Size: ([\\d.]+) (B|KiB|MiB|GiB|TiB) .*");
  private static final Pattern FIELD = Pattern.compile(" +([A-Za-z ]+?) *: (.*)");

  private final LogContext context;
  private final BarmanJson items;
  private String server = "";
  private boolean isBackup;
  private static final Pattern SETTING = Pattern.compile("\\t([^:]+): (.*)");
  private @Nullable LogRow row;
  private @Nullable LogRow repository;

  BarmanText(LogContext context) {
    this.context = context;
    this.items = new BarmanJson(context);
  }

  @Override
  public void line(Line line) throws IOException {
    String text = line.text();
    if (text.startsWith("Server ") && text.endsWith(":")) {
      end();
      server = text.substring(7, text.length() - 1);
      repository =
          new LogRow("backup_repository")
              .set("line", line.number)
              .set("item", 1L)
              .set("tool", "barman")
              .set("system", server);
      return;
    }
    if (text.startsWith("Backup ") && text.endsWith(":")) {
      end();
      row = run(line.number).set("label", text.substring(7, text.length() - 1));
      isBackup = true;
      return;
    }
    Matcher m = isBackup ? FIELD.matcher(text) : CHECK.matcher(text);
    if (isBackup && row != null && m.matches()) {
      field(row, m.group(1), m.group(2));
      return;
    }
    if (m.matches() && !isBackup) {
      String hint = m.group(3) == null ? "" : m.group(3);
      context.emit(items.check(server, m.group(1), m.group(2), hint, line.number).set("item", 1L));
      return;
    }
    m = SETTING.matcher(text);
    if (!isBackup && repository != null && m.matches()) {
      setting(repository, m.group(1), m.group(2));
      return;
    }
    m = NAGIOS.matcher(text);
    if (m.matches()) {
      String hint = m.group(4) == null ? "" : m.group(4);
      context.emit(
          items.check(m.group(1), m.group(2), m.group(3), hint, line.number).set("item", 1L));
      return;
    }
    m = LIST.matcher(text);
    if (m.matches()) {
      list(m, line.number);
    }
  }

  /** A line of show-server or status; conninfo and the like are not kept. */
  private static void setting(LogRow now, String name, String value) {
    switch (name) {
      case "active", "Active" -> now.set("status", value.equals("True") ? "active" : "not active");
      case "postgres_systemid" -> now.set("system_identifier", value);
      case "retention_policy" -> now.set("retention", value.equals("None") ? null : value);
      case "encryption" -> now.set("encryption", value.equals("None") ? "none" : value);
      case "No. of available backups" ->
          now.set("backup_count", value.matches("\\d+") ? Long.valueOf(value) : null);
      default -> {
        return;
      }
    }
  }

  private LogRow run(long line) {
    return new LogRow("backup_run")
        .set("line", line)
        .set("item", 1L)
        .set("tool", "barman")
        .set("source", "catalog")
        .set("type", "full")
        .set("time_grade", "stated")
        .set("result", "unknown");
  }

  private void list(Matcher m, long line) throws IOException {
    String rest = m.group(5);
    LogRow listed =
        run(line)
            .set("system", m.group(1))
            .set("label", m.group(2))
            .set("type", "I".equals(m.group(4)) ? "incr" : "full");
    if (rest.matches("(FAILED|STARTED|EMPTY|SYNCING|WAITING_FOR_WALS).*")) {
      String status = rest.split(" ", 2)[0];
      listed.set("result", BarmanJson.result(status)).set("error", "status " + status);
    } else {
      listed
          .set("result", "succeeded")
          .set("stopped_at", context.times.ctime(rest.split(" - ", 2)[0]).orElse(null))
          .set("time_grade", context.times.bareGrade());
      Matcher size = SIZE.matcher(rest);
      if (size.matches()) {
        listed
            .set("size_bytes", PgBackRestBackup.bytes(size.group(1), size.group(2)))
            .set("is_rounded", 1L);
      }
    }
    context.emit(listed);
  }

  private void field(LogRow now, String name, String value) {
    switch (name) {
      case "Server Name" -> now.set("system", value);
      case "System Id" -> now.set("system_identifier", value);
      case "Status" ->
          now.set("result", BarmanJson.result(value))
              .set("error", value.equals("DONE") ? null : "status " + value);
      case "PostgreSQL Version" -> now.set("server_version", value);
      case "Timeline" -> now.set("timeline", Long.valueOf(value.strip()));
      case "Begin WAL" -> now.set("wal_start", value);
      case "End WAL" -> now.set("wal_stop", value);
      case "Begin time" -> now.set("started_at", context.times.findText(value));
      case "End time" -> now.set("stopped_at", context.times.findText(value));
      case "Begin LSN" -> now.set("lsn_start", value);
      case "End LSN" -> now.set("lsn_stop", value);
      case "Encryption" -> now.set("encryption", value.equals("None") ? "none" : value);
      case "Backup Type" -> now.set("type", value.startsWith("incr") ? "incr" : value);
      case "Disk usage", "Backup Size" -> {
        Matcher size = Pattern.compile(".*\\(([\\d.]+) (\\w+) with WALs\\)").matcher(value);
        if (size.matches()) {
          now.set("size_bytes", PgBackRestBackup.bytes(size.group(1), size.group(2)))
              .set("is_rounded", 1L);
        }
      }
      default -> {
        return;
      }
    }
  }

  @Override
  public void end() throws IOException {
    if (row != null) {
      context.emit(row);
      row = null;
    }
    LogRow shown = repository;
    repository = null;
    if (shown != null && shown.has("status")) {
      context.emit(shown);
    }
  }
}
