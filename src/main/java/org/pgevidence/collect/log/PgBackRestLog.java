package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * pgBackRest's log lines of all commands, from its files, from a console shared by several
 * processes, or from a PostgreSQL log that archive-push writes into.
 *
 * <p>{@code 2026-11-22 15:41:22.899 P00 INFO: backup command begin 2.45: --stanza=main}. Several
 * commands may be open at once: an end line is matched by its duration; lines that cannot be told
 * apart mark the run as ambiguous. A command that never ends is unknown, never successful.
 */
final class PgBackRestLog implements LogParser {
  private static final Pattern END =
      Pattern.compile(
          "(completed successfully)(?: \\((\\d+)ms\\))?"
              + "|aborted with exception \\[(\\d+)\\]|terminated on signal \\[(SIG\\w+)\\]");
  private static final Pattern ERROR = Pattern.compile("\\[(\\d{3})\\]: (.*)");
  private static final String BEGIN = " command begin ";
  private static final String ENDED = " command end: ";
  private static final String DRY_RUN = "[DRY-RUN] ";
  private static final int HEAD = 24;

  private final LogContext context;
  private final PgBackRestRuns open = new PgBackRestRuns();
  private final PushedWal pushed;
  private final PgBackRestPushes pushes;
  private final PgBackRestMessages messages;
  private final PgBackRestConsole console;
  private final ArchiveFailures failures;
  private boolean hasVersion;

  PgBackRestLog(LogContext context, ArchiveFailures failures) {
    this.context = context;
    this.failures = failures;
    this.messages = new PgBackRestMessages(context);
    this.console = new PgBackRestConsole(context, messages, open);
    this.pushed = new PushedWal(context, failures);
    this.pushes = new PgBackRestPushes(pushed);
  }

  /** Whether a dated line is pgBackRest's: milliseconds, then P and the process number. */
  static boolean isLine(Line line) {
    return line.at(19) == '.' && line.at(23) == ' ' && line.at(24) == 'P' && line.isDigit(25);
  }

  @Override
  public void line(Line line) throws IOException {
    if (!line.isDated()) {
      if (line.startsWith("-------------------PROCESS START")) {
        pushes.drop();
        leave(open.processStarts());
      } else {
        began();
        console.line(line);
      }
      return;
    }
    int colon = line.indexOf(": ", HEAD);
    if (colon < 0) {
      return;
    }
    int message = colon + 2;
    int level = line.at(colon - 1);
    if ((level == 'L' && line.startsWith(message, "backup file "))
        || line.startsWith(message, "restore file ")
        || line.startsWith(message, "restore zeroed file ")) {
      return;
    }
    if (pushes.take(line, message)) {
      return;
    }
    began();
    if (line.startsWith(message, "pushed WAL file '")) {
      pushed.add(line, message + 17, open.isEmpty() ? "" : open.newest().stanza());
    } else if (open.isEmpty() && hasVersion && PgBackRestPushes.isBegin(line, message)) {
      pushes.begin(line);
    } else {
      handle(line, line.text(message), level);
    }
  }

  /** A command that moves WAL and says more than usual is followed like all others. */
  private void began() throws IOException {
    Line begin = pushes.drop();
    if (begin != null) {
      handle(begin, begin.text(begin.indexOf(": ", HEAD) + 2), 'O');
    }
  }

  private void handle(Line line, String message, int level) throws IOException {
    leave(open.said(level == 'R' && message.startsWith("[050]")));
    boolean isDryRun = message.startsWith(DRY_RUN);
    String bare = isDryRun ? message.substring(DRY_RUN.length()) : message;
    int begin = bare.indexOf(BEGIN);
    if (begin > 0 && isCommand(bare, begin)) {
      begin(bare, begin, isDryRun, context.times.bareAt(line), line.number);
      return;
    }
    int end = bare.indexOf(ENDED);
    if (end > 0 && isCommand(bare, end)) {
      Matcher how = END.matcher(bare).region(end + ENDED.length(), bare.length());
      if (how.matches()) {
        end(bare.substring(0, end), how, context.times.bareAt(line));
        return;
      }
    }
    if (!open.isEmpty()) {
      said(open.newest(), message, level, line);
    }
  }

  /** Whether a message begins with the name of a command: backup, archive-push:async. */
  private static boolean isCommand(String message, int length) {
    for (int i = 0; i < length; i++) {
      char c = message.charAt(i);
      if ((c < 'a' || c > 'z') && c != '-' && c != ':') {
        return false;
      }
    }
    return true;
  }

  /** A message goes to the newest run: lines of open commands carry no name. */
  private void said(PgBackRestRun run, String message, int level, Line line) throws IOException {
    if (level == 'R') {
      Matcher error = ERROR.matcher(message);
      if (error.matches()) {
        run.error = "[" + error.group(1) + "] " + Redaction.line(error.group(2));
      }
    } else if (level == 'N' && message.startsWith("invalid page checksum")) {
      PgBackRestBackup.warning(run, message);
    } else if (!run.isArchiving()) {
      int rivals = open.rivals(run.command);
      run.isAmbiguous |= rivals > 1 && PgBackRestBackup.isOwn(message);
      if (!run.isAmbiguous || rivals == 1 || PgBackRestBackup.isClosing(message)) {
        messages.message(run, message, context.times.bareAt(line), line.number);
      }
    }
  }

  private void begin(
      String message, int at, boolean isDryRun, @Nullable Instant startedAt, long line)
      throws IOException {
    int version = at + BEGIN.length();
    int colon = message.indexOf(':', version);
    if (colon < 0) {
      return;
    }
    var run =
        new PgBackRestRun(
            message.substring(0, at),
            message.substring(version, colon),
            isDryRun,
            message.substring(colon + 1),
            context.path,
            line,
            startedAt);
    context.toolVersion(run.version);
    hasVersion = true;
    for (PgBackRestRun other : open.begin(run)) {
      finish(other, "unknown", null, null, "no end line before the next begin");
    }
  }

  private void end(String command, Matcher how, @Nullable Instant at) throws IOException {
    Long took = how.group(2) == null ? null : Long.valueOf(how.group(2));
    Optional<PgBackRestRun> ended = open.end(command, at, took, context.path);
    if (ended.isEmpty()) {
      context.note("begins inside an operation of pgBackRest");
      return;
    }
    PgBackRestRun run = ended.get();
    if (how.group(1) != null) {
      finish(run, "succeeded", at, 0, null);
    } else if (how.group(3) != null) {
      finish(
          run,
          "failed",
          at,
          Integer.parseInt(how.group(3)),
          run.error == null ? "aborted with exception [" + how.group(3) + "]" : run.error);
    } else {
      finish(run, "failed", at, 63, "terminated on signal " + how.group(4));
    }
  }

  private void finish(
      PgBackRestRun run,
      String result,
      @Nullable Instant at,
      @Nullable Integer exitCode,
      @Nullable String error)
      throws IOException {
    if (run.path.equals(context.path)) {
      context.saw(run.startedAt);
    }
    context.saw(at);
    if (run.isDryRun) {
      return;
    }
    switch (run.command) {
      case "backup", "restore", "verify", "check", "expire" ->
          messages.finish(run, result, at, exitCode, error);
      case "archive-push", "archive-push:async" -> {
        if (result.equals("failed") && run.command.equals("archive-push")) {
          failures.failed(
              "pgbackrest",
              run.stanza(),
              run.segment(),
              at,
              run.path,
              run.line,
              String.valueOf(exitCode));
        }
      }
      default -> {
        if (result.equals("failed")) {
          console.fault(
              run.path, run.line, run.command.replace('-', '_'), error == null ? "failed" : error);
        }
      }
    }
  }

  private void leave(List<PgBackRestRun> runs) throws IOException {
    for (PgBackRestRun run : runs) {
      finish(run, "unknown", null, null, "no end line: the next process started");
    }
  }

  @Override
  public void fileEnds() throws IOException {
    began();
  }

  @Override
  public void end() throws IOException {
    for (PgBackRestRun run : open.drop()) {
      finish(run, "unknown", null, null, "no end line: the file ends");
    }
    pushed.end();
  }
}
