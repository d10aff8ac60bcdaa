package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log of lines, possibly of several writers mixed on one stream: each line goes to the parser of
 * the writer whose shape it has, a continuation to the parser of the line before.
 */
final class TextLog implements LogParser {
  private static final List<String> SEVERITIES =
      List.of(
          "LOG",
          "FATAL",
          "PANIC",
          "ERROR",
          "WARNING",
          "INFO",
          "NOTICE",
          "DETAIL",
          "HINT",
          "STATEMENT",
          "CONTEXT",
          "QUERY",
          "LOCATION");

  private final LogContext context;
  private final ServerMessages server;
  private final AccessStatements statements;
  private final ArchiveFailures failures;
  private final PgBackRestLog pgBackRest;
  private final BarmanLog barman;
  private final ToolOutput tools;
  private @Nullable LogParser last;
  private boolean isLastServer;
  private long understood;
  private long strange;
  private long firstStrange;
  private final SpareTime spare;

  TextLog(LogContext context) {
    this.context = context;
    spare = new SpareTime(context);
    failures = new ArchiveFailures(context);
    server = new ServerMessages(context, failures);
    statements = new AccessStatements(context);
    pgBackRest = new PgBackRestLog(context, failures);
    barman = new BarmanLog(context);
    tools = new ToolOutput(context, barman);
  }

  @Override
  public void line(Line line) throws IOException {
    if (line.length() == 0) {
      return;
    }
    if (line.isDated()) {
      dated(line);
      return;
    }
    int first = line.at(0);
    boolean isContinuation = first == ' ' || first == '\t';
    if (line.startsWith("-----") || line.startsWith("ERROR: [") || line.startsWith("WARN: ")) {
      take(pgBackRest, line);
    } else if (last == barman && line.number > 1) {
      take(barman, line);
    } else if (tools.isLine(line)) {
      take(tools, line);
    } else if (isContinuation) {
      if (isLastServer || last == null) {
        understood += isLastServer ? 1 : 0;
        if (isLastServer) {
          statements.more(line);
        }
        if (!isLastServer && line.number == 1) {
          context.note("begins inside a record");
        }
      } else {
        take(last, line);
      }
    } else if (serverLine(line, 0)) {
      isLastServer = true;
    } else if (last == pgBackRest) {
      pgBackRest.line(line);
    } else if (!isLastServer && !(last == barman) && !(last == tools)) {
      strange(line);
    }
  }

  private void take(LogParser parser, Line line) throws IOException {
    last = parser;
    isLastServer = false;
    understood++;
    parser.line(line);
  }

  private void dated(Line line) throws IOException {
    if (PgBackRestLog.isLine(line)) {
      spare.keep(line, 0, 23);
      if (line.indexOf("archive-get command begin", 30, 48) >= 0) {
        server.restoreCommand(line.text(30));
      }
      take(pgBackRest, line);
    } else if (BarmanLog.isLine(line)) {
      spare.keep(line, 0, 23);
      take(barman, line);
    } else if (serverLine(line, 19)) {
      isLastServer = true;
    } else {
      strange(line);
    }
  }

  /** A line of a PostgreSQL server with any prefix: the first severity followed by two blanks. */
  private boolean serverLine(Line line, int from) throws IOException {
    int at = from;
    while (true) {
      at = line.indexOf(":  ", at);
      if (at < 0) {
        return false;
      }
      Optional<String> severity = severity(line, at);
      if (severity.isPresent()) {
        understood++;
        last = null;
        if (from > 0) {
          spare.keep(line, 0);
        }
        String word = severity.get();
        statements.close();
        boolean mayAct =
            AccessVerbs.isInteresting(line, at + 3)
                || (word.equals("STATEMENT") && AccessVerbs.mayAct(line, at + 3));
        if (mayAct || line.at(line.length() - 1) == ';') {
          statements.message(word, line.text(at + 3), line.number, line.text(0, at), mayAct);
        }
        if (ServerMessages.isInteresting(line, at + 3)
            || word.equals("FATAL")
            || word.equals("PANIC")) {
          String prefix = line.text(0, at);
          server.message(
              word, line.text(at + 3), context.times.find(prefix).orElse(null), line.number);
        }
        return true;
      }
      at += 3;
    }
  }

  private static Optional<String> severity(Line line, int colon) {
    int start = colon;
    while (start > 0 && line.at(start - 1) >= 'A' && line.at(start - 1) <= 'Z') {
      start--;
    }
    if (start == colon || colon - start > 9) {
      if (colon > 1
          && line.isDigit(colon - 1)
          && line.startsWith(Math.max(0, colon - 6), "DEBUG")) {
        return Optional.of("DEBUG");
      }
      return Optional.empty();
    }
    int length = colon - start;
    for (String word : SEVERITIES) {
      if (word.length() == length && line.startsWith(start, word)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private void strange(Line line) {
    strange++;
    firstStrange = firstStrange == 0 ? line.number : firstStrange;
  }

  @Override
  public void fileEnds() throws IOException {
    spare.end();
    statements.close();
    server.fileEnds();
    pgBackRest.fileEnds();
    if (strange > 0 && !context.isPartial()) {
      context.gap(
          "log_file",
          firstStrange,
          strange
              + " of "
              + (strange + understood)
              + " lines have a shape that no reader knows; the first is here",
          "Give the log as the tool writes it, or say which tool wrote these lines.");
    }
    strange = 0;
    firstStrange = 0;
    understood = 0;
  }

  @Override
  public void end() throws IOException {
    statements.end();
    server.end();
    pgBackRest.end();
    barman.end();
    tools.end();
    failures.end();
  }
}
