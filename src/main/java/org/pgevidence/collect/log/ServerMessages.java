package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL server says about recovery and archiving, whatever the log's format.
 *
 * <p>{@code ready to accept read-only connections} comes before the target is reached and is never
 * taken for success; a crash recovery without an archive is no restore and makes no row.
 */
final class ServerMessages {
  private static final Pattern TARGET =
      Pattern.compile(
          "starting point-in-time recovery to (?:(XID|WAL location \\(LSN\\)) )?\"?(.*?)\"?");
  private static final Pattern TIMELINE = Pattern.compile(".*on timeline ID (\\d+)");
  private static final Pattern STOPPING =
      Pattern.compile(
          "recovery stopping (?:before|after) (?:commit|abort) of transaction \\d+, time (.*)");
  private static final Pattern PG1_PATH = Pattern.compile("--pg1-path=(\\S+)");
  private static final Pattern STANZA = Pattern.compile("--stanza=(\\S+)");

  private final LogContext context;
  private final FailedArchiveCommand archiving;
  private final DamageMessages damage;
  private @Nullable LogRow recovery;
  private @Nullable Instant startedAt;
  private long startedLine;
  private String startedPath = "";
  private boolean isPaused;
  private String gradeBefore = "stated";
  private long segments;

  ServerMessages(LogContext context, ArchiveFailures failures) {
    this.context = context;
    this.archiving = new FailedArchiveCommand(context, failures);
    this.damage = new DamageMessages(context);
  }

  /** Whether a message may matter, by its first bytes; decides without decoding the line. */
  static boolean isInteresting(Line line, int at) {
    return switch (line.at(at)) {
      case 's' -> line.startsWith(at, "starting ") || line.startsWith(at, "selected new");
      case 'r' -> line.startsWith(at, "re");
      case 'c' ->
          line.startsWith(at, "consistent recovery") || DamageMessages.isInteresting(line, at);
      case 'd' -> line.startsWith(at, "database system ");
      case 'l' -> line.startsWith(at, "last completed transaction");
      case 'a' -> line.startsWith(at, "archive ");
      case 'p' ->
          line.startsWith(at, "pausing at the end") || DamageMessages.isInteresting(line, at);
      case 'e' -> line.startsWith(at, "entering standby");
      case 'T' -> line.startsWith(at, "The failed archive command was");
      default -> DamageMessages.isInteresting(line, at);
    };
  }

  /** One message of the server. Severity is the word as printed. */
  void message(String severity, String message, @Nullable Instant at, long line)
      throws IOException {
    context.saw(at);
    boolean isDamage = damage.message(message, at, line);
    if (isDamage && !severity.equals("PANIC")) {
      return;
    }
    if (message.startsWith("starting PostgreSQL ")) {
      finish();
      startedAt = at;
      startedLine = line;
      startedPath = context.path;
      context.toolVersion(message.substring(20).split(" ", 2)[0]);
    } else if (message.startsWith("archive command ")) {
      archiving.failed(message, at, line);
    } else if (message.startsWith("The failed archive command was")) {
      archiving.command(message);
    } else if (message.startsWith("starting archive recovery")
        || message.startsWith("starting point-in-time recovery")
        || message.startsWith("starting backup recovery")
        || message.startsWith("entering standby mode")) {
      begin(message, line);
    } else if (recovery != null) {
      recover(recovery, severity, message, at);
    } else if (message.startsWith("restored log file")) {
      begin(message, line);
      recover(row(line), severity, message, at);
    }
  }

  private LogRow row(long line) {
    LogRow now = recovery;
    if (now == null) {
      now =
          new LogRow("recovery")
              .set("path", startedLine == 0 ? context.path : startedPath)
              .set("line", startedLine == 0 ? line : startedLine)
              .set("started_at", startedAt)
              .set("result", "unknown");
      recovery = now;
      isPaused = false;
      segments = 0;
    }
    return now;
  }

  private void begin(String message, long line) {
    LogRow now = row(line);
    Matcher target = TARGET.matcher(message);
    if (target.matches()) {
      String text = target.group(2);
      String kind = target.group(1);
      now.set("target", text);
      if (kind != null) {
        now.set("target_type", kind.equals("XID") ? "xid" : "lsn");
      } else if (text.equals("earliest consistent point")) {
        now.set("target_type", "immediate");
      } else if (context.times.find(text).isPresent()) {
        now.set("target_type", "time").set("target_at", context.times.findText(text));
      } else {
        now.set("target_type", "name");
      }
    }
    Matcher timeline = TIMELINE.matcher(message);
    if (timeline.matches()) {
      now.set("timeline", Long.parseLong(timeline.group(1)));
    }
  }

  private void recover(LogRow now, String severity, String message, @Nullable Instant at)
      throws IOException {
    if (severity.equals("FATAL") || severity.equals("PANIC")) {
      if (!message.startsWith("the database system is ")) {
        now.set("fatal", now.has("fatal") ? null : Redaction.line(message));
      }
    } else if (message.startsWith("redo starts at")) {
      now.set("redo_started_at", at);
    } else if (message.startsWith("restored log file")) {
      Matcher name = WalSegments.NAME.matcher(message);
      if (name.find()) {
        now.set("segments", ++segments).set("last_segment", name.group());
      }
    } else if (message.startsWith("consistent recovery state reached")) {
      now.set("consistent_at", at);
    } else if (message.startsWith("recovery stopping")) {
      Matcher stopping = STOPPING.matcher(message);
      now.set(
          "stopped_before", stopping.matches() ? context.times.findText(stopping.group(1)) : null);
    } else if (message.startsWith("redo done at")) {
      now.set("redo_done_at", at);
    } else if (message.startsWith("last completed transaction")) {
      now.set("last_transaction_at", context.times.findText(message));
    } else if (message.startsWith("selected new timeline ID: ")) {
      now.set("new_timeline", Long.parseLong(message.substring(26).strip()));
    } else if (message.startsWith("pausing at the end of recovery")
        || message.startsWith("recovery has paused")) {
      isPaused = true;
    } else if (message.startsWith("database system is ready to accept read")) {
      now.set("read_only_at", at);
    } else if (message.startsWith("database system is ready to accept connections")) {
      now.set("opened_at", at);
      finish();
    } else if (message.startsWith("database system is shut down")) {
      finish();
    }
  }

  /** The recovery in hand is over, or the log is. */
  void finish() throws IOException {
    LogRow now = recovery;
    recovery = null;
    startedLine = 0;
    startedAt = null;
    if (now == null) {
      return;
    }
    now.set("zone_grade", context.times.gradeWith(gradeBefore));
    gradeBefore = "stated";
    if (now.has("opened_at")) {
      now.set("result", "opened");
    } else if (now.has("fatal")) {
      now.set("result", "failed");
    } else if (isPaused || now.has("read_only_at")) {
      now.set("result", "paused");
    }
    context.emit(now);
  }

  /** A pgBackRest archive-get line inside the log tells whose data directory this is. */
  void restoreCommand(String line) {
    LogRow now = recovery;
    if (now != null && !now.has("data_directory")) {
      Matcher path = PG1_PATH.matcher(line);
      Matcher stanza = STANZA.matcher(line);
      now.set("data_directory", path.find() ? path.group(1) : null);
      now.set("system", stanza.find() ? stanza.group(1) : null);
    }
  }

  /** The file is read; the log may go on in another. */
  void fileEnds() {
    damage.fileEnds();
    gradeBefore = recovery == null ? "stated" : context.times.gradeWith(gradeBefore);
  }

  void end() throws IOException {
    archiving.end();
    finish();
  }
}
