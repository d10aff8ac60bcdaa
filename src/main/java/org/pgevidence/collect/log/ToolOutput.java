package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Captured output of PostgreSQL's own tools and of Barman's console. These have no times and no
 * line of success: without a captured exit code ({@code exit code: 0} as last line, or a file of
 * the same name that ends in .rc) a dump's result is unknown.
 */
final class ToolOutput implements LogParser {
  private static final List<String> TOOLS =
      List.of(
          "pg_dump",
          "pg_dumpall",
          "pg_restore",
          "pg_basebackup",
          "pg_verifybackup",
          "pg_checksums",
          "pg_amcheck",
          "pg_waldump");
  private static final Pattern EXIT =
      Pattern.compile("(?:exit[ _-]?(?:code|status)|rc) ?[=:]? ?(\\d{1,3})");
  private static final Pattern COPIED = Pattern.compile("(\\d+)/\\1 kB \\(100%\\)");
  private static final Pattern LEVEL = Pattern.compile("(ERROR|WARNING|CRITICAL): (.*)");
  private static final Pattern LSN =
      Pattern.compile(
          "write-ahead log (start|end) point: ([0-9A-F]+/[0-9A-F]+)(?: on timeline (\\d+))?");

  private final LogContext context;
  private final BarmanLog barman;
  private @Nullable String tool;
  private @Nullable LogRow row;
  private @Nullable String error;
  private boolean isDone;
  private boolean isUsage;
  private boolean isBarman;
  private @Nullable String pageWarning;
  private int exitCode;

  ToolOutput(LogContext context, BarmanLog barman) {
    this.context = context;
    this.barman = barman;
    this.exitCode = context.exitCode.orElse(-1);
  }

  /** Whether a line has the shape of one of these tools. */
  boolean isLine(Line line) {
    int b = line.at(0);
    if (isBarman && !line.isDated()) {
      return true;
    }
    if (b == 'p' || b == '/') {
      return line.startsWith("pg_") || (b == '/' && line.contains("/pg_"));
    }
    return switch (b) {
      case 'S' -> line.startsWith("Starting ");
      case 'B' -> line.startsWith("Backup ") || line.startsWith("Bad checksums:");
      case 'V' -> line.startsWith("Verifying backup");
      case 'D' -> line.startsWith("Deleting backup") || line.startsWith("Deleted backup");
      case 'C' ->
          line.startsWith("Checksum operation completed")
              || line.startsWith("Creating physical replication slot");
      case 'T' -> line.startsWith("The WAL file ");
      case 'b' -> line.startsWith("backup successfully verified");
      case 'E' -> line.startsWith("ERROR: ") && line.at(7) != ' ';
      case 'W' ->
          line.startsWith("WARNING: ") && (tool != null || line.startsWith(Beside.PAGE_WARNING));
      case 'h' -> line.startsWith("heap table ") || line.startsWith("btree index ");
      case 'e', 'r' -> EXIT.matcher(line.text()).matches();
      default -> row != null && (b == ' ' || (b >= '0' && b <= '9'));
    };
  }

  @Override
  public void line(Line line) throws IOException {
    String text = line.text();
    Matcher exit = EXIT.matcher(text);
    if (exit.matches()) {
      exitCode = Integer.parseInt(exit.group(1));
      return;
    }
    int colon = text.indexOf(": ");
    String name = colon < 0 ? "" : text.substring(text.lastIndexOf('/', colon) + 1, colon);
    Matcher copied = COPIED.matcher(text);
    if (row != null && "pg_basebackup".equals(tool) && copied.find()) {
      row.set("size_bytes", Long.parseLong(copied.group(1)) * 1024).set("is_rounded", 1L);
    } else if (TOOLS.contains(name) && !isBarman) {
      said(name, text.substring(colon + 2), line.number);
    } else if (text.startsWith("backup successfully verified") && !isBarman) {
      said("pg_verifybackup", text, line.number);
    } else if (text.startsWith("Checksum operation completed")
        || text.startsWith("Bad checksums:")) {
      checksums(text, line.number);
    } else if (text.startsWith("heap table ") || text.startsWith("btree index ")) {
      begin("pg_amcheck", line.number);
      error = Redaction.line(text);
    } else if (tool == null && !isBarman && text.startsWith(Beside.PAGE_WARNING)) {
      begin("pg_basebackup", line.number);
      pageWarning = Redaction.line(text.substring("WARNING:  ".length()));
    } else if (tool == null || isBarman) {
      isBarman = true;
      Matcher level = LEVEL.matcher(text);
      boolean isLevel = level.matches();
      barman
          .session("")
          .message(
              isLevel ? level.group(1) : "INFO",
              isLevel ? level.group(2) : text,
              null,
              line.number);
    } else if (text.startsWith("WARNING:  ")) {
      if (pageWarning == null && text.startsWith(Beside.PAGE_WARNING)) {
        pageWarning = Redaction.line(text.substring("WARNING:  ".length()));
      }
    }
  }

  private void checksums(String text, long line) {
    begin("pg_checksums", line);
    if (text.startsWith("Bad checksums:")) {
      isDone = text.replaceAll("\\D", "").equals("0");
      error = isDone ? error : Redaction.line(text);
    }
  }

  private LogRow begin(String name, long line) {
    LogRow now = row;
    if (now == null) {
      tool = name;
      String table =
          switch (name) {
            case "pg_dump", "pg_dumpall", "pg_basebackup" -> "backup_run";
            case "pg_restore" -> "restore_run";
            default -> "verify_run";
          };
      now =
          context
              .row(table)
              .set("line", line)
              .set("item", 1L)
              .set("tool", name.equals("pg_dumpall") ? "pg_dump" : name);
      if (table.equals("backup_run")) {
        now.set("source", "log").set("type", name.equals("pg_basebackup") ? "full" : "dump");
      }
      row = now;
    }
    return now;
  }

  private void said(String name, String text, long line) {
    LogRow now = begin(name.equals("pg_waldump") ? "pg_verifybackup" : name, line);
    if (text.startsWith("error: ") || text.startsWith("fatal: ")) {
      error = error == null ? Redaction.line(text.substring(7)) : error;
    } else if (text.startsWith("invalid option") || text.startsWith("unrecognized option")) {
      isUsage = true;
      error = Redaction.line(text);
    } else if (text.startsWith("warning: errors ignored on restore")) {
      now.set("result", "partial");
      error = Redaction.line(text);
    } else if (text.startsWith("base backup completed")
        || text.startsWith("backup successfully verified")) {
      isDone = true;
    }
    Matcher lsn = LSN.matcher(text);
    if (lsn.matches()) {
      now.set("lsn_" + (lsn.group(1).equals("start") ? "start" : "stop"), lsn.group(2));
      now.set("timeline", lsn.group(3) == null ? null : Long.parseLong(lsn.group(3)));
    }
  }

  @Override
  public void end() throws IOException {
    LogRow now = row;
    if (now == null) {
      return;
    }
    boolean isFailed = error != null || exitCode > 0;
    if (pageWarning == null && "pg_basebackup".equals(tool)) {
      pageWarning = context.pageWarning().orElse(null);
    }
    error = error == null ? pageWarning : error;
    now.set("error", error);
    if (now.table().equals("verify_run")) {
      boolean isRun = !isUsage && !(error != null && error.startsWith("could not open file"));
      now.set(
          "result",
          !isRun ? "nothing verified" : isFailed ? "damaged" : isDone ? "clean" : "unknown");
    } else {
      now.set("exit_code", exitCode < 0 ? null : (Long) (long) exitCode)
          .set("time_grade", "stated");
      boolean isOk = isDone || exitCode == 0;
      if (!now.has("result")) {
        now.set("result", isFailed ? "failed" : isOk ? "succeeded" : "unknown");
      }
      if (pageWarning != null && now.table().equals("backup_run")) {
        now.set("has_page_error", 1L);
      }
    }
    context.emit(now);
  }
}
