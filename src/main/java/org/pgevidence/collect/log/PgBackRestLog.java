package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private static final Pattern BEGIN =
      Pattern.compile("(\\[DRY-RUN\\] )?([a-z-]+(?::[a-z]+)?) command begin (\\S+?): ?(.*)");
  private static final Pattern END =
      Pattern.compile(
          "(?:\\[DRY-RUN\\] )?([a-z-]+(?::[a-z]+)?) command end: (?:(completed successfully)(?: \\((\\d+)ms\\))?"
              + "|aborted with exception \\[(\\d+)\\]|terminated on signal \\[(SIG\\w+)\\])");
  private static final Pattern ERROR = Pattern.compile("\\[(\\d{3})\\]: (.*)");
  private static final int HEAD = 24;

  private final LogContext context;
  private final List<PgBackRestRun> open = new ArrayList<>();
  private final Map<String, WalSegments> pushed = new TreeMap<>();
  private final ArchiveFailures failures;
  private final PgBackRestMessages messages;
  private @Nullable String consoleError;

  PgBackRestLog(LogContext context, ArchiveFailures failures) {
    this.context = context;
    this.failures = failures;
    this.messages = new PgBackRestMessages(context);
  }

  /** Whether a dated line is pgBackRest's: milliseconds, then P and the process number. */
  static boolean isLine(Line line) {
    return line.at(19) == '.' && line.at(23) == ' ' && line.at(24) == 'P' && line.isDigit(25);
  }

  @Override
  public void line(Line line) throws IOException {
    if (!line.isDated()) {
      undated(line);
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
    if (line.startsWith(message, "pushed WAL file '")) {
      pushed(line, message + 17);
      return;
    }
    handle(
        line.text(message), level, context.times.find(line.text(0, 23)).orElse(null), line.number);
  }

  private void undated(Line line) throws IOException {
    if (line.startsWith("-------------------PROCESS START")) {
      finishAll("the next process started");
    } else if (line.startsWith("ERROR: [")) {
      consoleError(line.text(7), line.number);
    } else if (line.startsWith("WARN: ")) {
      warn(line.text(6), line.number);
    } else if (line.at(0) == ' ' && !open.isEmpty()) {
      messages.continued(open.getLast(), line.text().strip(), line.number);
    }
  }

  private void consoleError(String text, long line) throws IOException {
    consoleError = Redaction.line(text);
    if (open.isEmpty()) {
      check(line, "console_error", consoleError);
    } else {
      open.getLast().error = consoleError;
    }
  }

  private void warn(String text, long line) throws IOException {
    if (open.isEmpty() && text.startsWith("resumable backup ")) {
      context.note("says that an aborted backup is resumed");
    } else if (open.isEmpty()) {
      check(line, "console_warning", Redaction.line(text));
    } else {
      messages.warning(only(), text);
    }
  }

  private void check(long line, String name, String hint) throws IOException {
    context.emit(
        new LogRow("backup_check")
            .set("line", line)
            .set("item", 1L)
            .set("tool", "pgbackrest")
            .set("name", name)
            .set("status", "failed")
            .set("hint", hint));
  }

  private void pushed(Line line, int at) throws IOException {
    String name = line.text(at, 24);
    if (line.at(at + 24) != '\'' || !WalSegments.NAME.matcher(name).matches()) {
      return;
    }
    PgBackRestRun run = open.isEmpty() ? null : open.getLast();
    String system = run == null ? "" : run.stanza();
    String when = context.times.findText(line.text(0, 23));
    failures.succeeded(system);
    var ranges = pushed.computeIfAbsent(system, key -> new WalSegments(context.options));
    if (!ranges.add(name, line.number, when)) {
      context.gap(
          "wal_range",
          line.number,
          "More gaps between WAL files than can be kept were met.",
          "Read the archive in smaller pieces.");
    }
  }

  private void handle(String message, int level, @Nullable Instant at, long line)
      throws IOException {
    Matcher begin = BEGIN.matcher(message);
    if (begin.matches()) {
      begin(begin, at, line);
      return;
    }
    Matcher end = END.matcher(message);
    if (end.matches()) {
      end(end, at);
      return;
    }
    if (open.isEmpty()) {
      return;
    }
    Matcher error = ERROR.matcher(message);
    if (level == 'R' && error.matches()) {
      only().error = "[" + error.group(1) + "] " + Redaction.line(error.group(2));
    } else if (level == 'N' && message.startsWith("invalid page checksum")) {
      messages.warning(only(), message);
    } else {
      PgBackRestRun run = only();
      run.isAmbiguous |= candidates(run).size() > 1 && PgBackRestMessages.isOwn(message);
      if (!run.isAmbiguous
          || candidates(run).size() == 1
          || PgBackRestMessages.isClosing(message)) {
        messages.message(run, message, at, line);
      }
    }
  }

  /** The run that a line without a name belongs to: the newest one of the kind that talks so. */
  private PgBackRestRun only() {
    return open.getLast();
  }

  private List<PgBackRestRun> candidates(PgBackRestRun run) {
    return open.stream().filter(other -> other.command.equals(run.command)).toList();
  }

  private void begin(Matcher begin, @Nullable Instant at, long line) throws IOException {
    var run =
        new PgBackRestRun(
            begin.group(2), begin.group(3), begin.group(1) != null, begin.group(4), line, at);
    context.toolVersion(run.version);
    for (Iterator<PgBackRestRun> i = open.iterator(); i.hasNext(); ) {
      PgBackRestRun other = i.next();
      if (other.command.equals(run.command) && other.stanza().equals(run.stanza())) {
        i.remove();
        finish(other, "unknown", null, null, "no end line before the next begin");
      }
    }
    open.add(run);
    if (candidates(run).size() > 1) {
      candidates(run).forEach(other -> other.isAmbiguous = true);
    }
  }

  private void end(Matcher end, @Nullable Instant at) throws IOException {
    List<PgBackRestRun> same =
        open.stream().filter(run -> run.command.equals(end.group(1))).toList();
    if (same.isEmpty()) {
      context.note("begins inside an operation of pgBackRest");
      return;
    }
    PgBackRestRun run = same.getLast();
    if (same.size() > 1 && end.group(3) != null && at != null) {
      long took = Long.parseLong(end.group(3));
      run =
          same.stream().min((a, b) -> Long.compare(off(a, at, took), off(b, at, took))).orElse(run);
      messages.moveClosing(same.getLast(), run);
    }
    open.remove(run);
    if (end.group(2) != null) {
      finish(run, "succeeded", at, 0, null);
    } else if (end.group(4) != null) {
      finish(run, "failed", at, Integer.parseInt(end.group(4)), run.error);
    } else {
      finish(run, "failed", at, 63, "terminated on signal " + end.group(5));
    }
  }

  private static long off(PgBackRestRun run, Instant at, long took) {
    return run.startedAt == null
        ? Long.MAX_VALUE
        : Math.abs(Duration.between(run.startedAt, at).toMillis() - took);
  }

  private void finish(
      PgBackRestRun run,
      String result,
      @Nullable Instant at,
      @Nullable Integer exitCode,
      @Nullable String error)
      throws IOException {
    context.saw(run.startedAt);
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
              "pgbackrest", run.stanza(), run.argument, at, run.line, String.valueOf(exitCode));
        }
      }
      default -> {
        if (result.equals("failed")) {
          check(run.line, run.command.replace('-', '_'), error == null ? "failed" : error);
        }
      }
    }
  }

  private void finishAll(String why) throws IOException {
    for (PgBackRestRun run : open) {
      finish(run, "unknown", null, null, "no end line: " + why);
    }
    open.clear();
  }

  @Override
  public void end() throws IOException {
    finishAll("the file ends");
    for (var entry : pushed.entrySet()) {
      for (LogRow row : entry.getValue().rows()) {
        context.emit(
            row.set("tool", "pgbackrest").set("source", "push").set("system", entry.getKey()));
      }
    }
  }
}
