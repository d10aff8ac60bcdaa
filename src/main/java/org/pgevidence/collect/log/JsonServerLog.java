package org.pgevidence.collect.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.pgevidence.fact.Json;

/** PostgreSQL's jsonlog (15 and later): one object a line, absent keys are omitted. */
final class JsonServerLog implements LogParser {
  private static final String TIMESTAMP = "{\"timestamp\":\"";
  private static final String SEVERITY = "\"error_severity\":\"";
  private static final String STATEMENT = "\"statement\":\"";
  private static final String MESSAGE = "\"message\":\"";

  private final LogContext context;
  private final SpareTime spare;
  private final ArchiveFailures failures;
  private final ServerMessages server;
  private final AccessStatements statements;
  private boolean isLastBroken;
  private long strange;
  private long firstStrange;

  JsonServerLog(LogContext context) {
    this.context = context;
    this.spare = new SpareTime(context);
    this.failures = new ArchiveFailures(context);
    this.server = new ServerMessages(context, failures);
    this.statements = new AccessStatements(context);
  }

  /** A whole record whose severity and message cannot matter, nor its detail then. */
  private static boolean isBoring(Line line) {
    if (!line.startsWith(TIMESTAMP) || line.at(line.length() - 1) != '}') {
      return false;
    }
    int severity = line.indexOf(SEVERITY, TIMESTAMP.length());
    int message = severity < 0 ? -1 : line.indexOf(MESSAGE, severity);
    int first = severity < 0 ? 0 : line.at(severity + SEVERITY.length());
    if (message < 0 || first == 'F' || first == 'P') {
      return false;
    }
    int failed = first == 'E' ? line.indexOf(STATEMENT, message) : -1;
    return !ServerMessages.isInteresting(line, message + MESSAGE.length())
        && !AccessVerbs.isInteresting(line, message + MESSAGE.length())
        && !(failed >= 0 && AccessVerbs.mayAct(line, failed + STATEMENT.length()));
  }

  @Override
  public void line(Line line) throws IOException {
    if (line.length() == 0) {
      return;
    }
    if (line.number > 1 && isBoring(line)) {
      spare.keep(line, TIMESTAMP.length());
      return;
    }
    try {
      if (Json.parse(line.text()) instanceof Map<?, ?> record
          && record.containsKey("error_severity")) {
        var at = context.times.find(String.valueOf(record.get("timestamp"))).orElse(null);
        String severity = String.valueOf(record.get("error_severity"));
        server.message(severity, String.valueOf(record.get("message")), at, line.number);
        if (severity.equals("ERROR") && record.get("statement") instanceof String failed) {
          statements.failed(failed);
        } else {
          statements.message(
              severity,
              String.valueOf(record.get("message")),
              at,
              line.number,
              record.get("user") instanceof String user ? user : null,
              record.get("dbname") instanceof String database ? database : null);
          statements.close();
        }
        if (record.get("detail") instanceof String detail
            && detail.startsWith("The failed archive command was")) {
          server.message(severity, detail, at, line.number);
        }
      } else {
        strange(line);
      }
      isLastBroken = false;
    } catch (UncheckedIOException e) {
      isLastBroken = true;
      strange(line);
    }
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
    if (isLastBroken) {
      context.partial("the last record is cut off");
    }
    isLastBroken = false;
    if (strange > 0) {
      context.gap(
          "log_file",
          firstStrange,
          strange + " lines are no JSON object of the server; the first is here",
          "Give the log as the server wrote it.");
    }
    strange = 0;
    firstStrange = 0;
  }

  @Override
  public void end() throws IOException {
    statements.end();
    server.end();
    failures.end();
  }
}
