package org.pgevidence.collect.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.pgevidence.fact.Json;

/** PostgreSQL's jsonlog (15 and later): one object a line, absent keys are omitted. */
final class JsonServerLog implements LogParser {
  private final LogContext context;
  private final ArchiveFailures failures;
  private final ServerMessages server;
  private boolean isLastBroken;

  JsonServerLog(LogContext context) {
    this.context = context;
    this.failures = new ArchiveFailures(context);
    this.server = new ServerMessages(context, failures);
  }

  @Override
  public void line(Line line) throws IOException {
    if (line.length() == 0
        || (line.number > 1
            && (line.contains("\"message\":\"AUDIT: ")
                || line.contains("\"message\":\"disconnection: ")))) {
      return;
    }
    try {
      if (Json.parse(line.text()) instanceof Map<?, ?> record) {
        var at = context.times.find(String.valueOf(record.get("timestamp"))).orElse(null);
        String severity = String.valueOf(record.get("error_severity"));
        server.message(severity, String.valueOf(record.get("message")), at, line.number);
        if (record.get("detail") instanceof String detail
            && detail.startsWith("The failed archive command was")) {
          server.message(severity, detail, at, line.number);
        }
      }
      isLastBroken = false;
    } catch (UncheckedIOException e) {
      isLastBroken = true;
      context.gap(
          "log_file",
          line.number,
          "The line is not a JSON object.",
          "Give the log as the server wrote it.");
    }
  }

  @Override
  public void end() throws IOException {
    if (isLastBroken) {
      context.partial("the last record is cut off");
    }
    server.end();
    failures.end();
  }
}
