package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Barman's log file: local time with a comma before the milliseconds, process number, module. */
final class BarmanLog implements LogParser {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}) \\[(\\d+)\\] ([\\w.]+) (DEBUG|INFO|WARNING|ERROR|CRITICAL): (.*)");

  private final LogContext context;
  private final Map<String, BarmanSession> sessions = new HashMap<>();

  BarmanLog(LogContext context) {
    this.context = context;
  }

  static boolean isLine(Line line) {
    return line.at(19) == ',' && line.at(23) == ' ' && line.at(24) == '[';
  }

  @Override
  public void line(Line line) throws IOException {
    if (!isLine(line)) {
      return;
    }
    if (line.contains("wal_archiver INFO: No xlog")) {
      return;
    }
    Matcher matcher = LINE.matcher(line.text());
    if (matcher.matches()) {
      Instant at = context.times.find(matcher.group(1)).orElse(null);
      session(matcher.group(2)).message(matcher.group(4), matcher.group(5), at, line.number);
    }
  }

  /** What one process says; the console has the empty process. */
  BarmanSession session(String process) throws IOException {
    if (sessions.size() > 5_000) {
      end();
    }
    return sessions.computeIfAbsent(process, key -> new BarmanSession(context, key));
  }

  @Override
  public void end() throws IOException {
    for (BarmanSession session : sessions.values()) {
      session.end();
    }
    sessions.clear();
  }
}
