package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's csvlog: column 12 is the severity, 14 the message, 15 the detail (13 has 23 columns,
 * 14 and later 26; the first 15 are the same). A field may hold line ends inside quotes.
 */
final class CsvLog implements LogParser {
  private final LogContext context;
  private final ArchiveFailures failures;
  private final ServerMessages server;
  private final AccessStatements statements;
  private final StringBuilder pending = new StringBuilder();
  private long firstLine;
  private boolean isInside;
  private long strange;
  private long firstStrange;
  private int strangeFields;
  private final SpareTime spare;

  CsvLog(LogContext context) {
    this.context = context;
    this.spare = new SpareTime(context);
    this.failures = new ArchiveFailures(context);
    this.server = new ServerMessages(context, failures);
    this.statements = new AccessStatements(context);
  }

  @Override
  public void line(Line line) throws IOException {
    boolean wasInside = isInside;
    boolean isWanted = scan(line);
    if (!wasInside && !isInside && !isWanted && line.number > 1 && line.isDated()) {
      spare.keep(line, 0);
      return;
    }
    if (!wasInside) {
      firstLine = line.number;
    }
    if (pending.length() < 1 << 20) {
      pending.append(new String(line.bytes, line.start, line.length(), StandardCharsets.UTF_8));
    }
    if (isInside) {
      pending.append('\n');
      return;
    }
    record(fields(pending.toString()));
    pending.setLength(0);
  }

  /** Follows the quotes of a line; true when one of its fields may matter. */
  private boolean scan(Line line) {
    byte[] bytes = line.bytes;
    boolean isQuoted = isInside;
    boolean isWanted = false;
    byte before = ',';
    for (int i = line.start; i < line.end; i++) {
      byte b = bytes[i];
      if (b == '"') {
        isQuoted = !isQuoted;
        int at = i + 1 - line.start;
        isWanted |=
            before == ','
                && (ServerMessages.isInteresting(line, at)
                    || AccessVerbs.isInteresting(line, at)
                    || AccessVerbs.isVerb(line, at));
      } else if (before == ',' && (b == 'F' || b == 'P')) {
        int at = i - line.start;
        isWanted |= line.startsWith(at, "FATAL,") || line.startsWith(at, "PANIC,");
      }
      before = b;
    }
    isInside = isQuoted;
    return isWanted;
  }

  private void record(List<String> fields) throws IOException {
    if (fields.size() < 23 || !fields.get(0).matches("\\d{4}-.*")) {
      strange++;
      if (strange == 1) {
        firstStrange = firstLine;
        strangeFields = fields.size();
      }
      return;
    }
    var at = context.times.find(fields.get(0)).orElse(null);
    String severity = fields.get(11);
    if (severity.equals("ERROR") || severity.equals("FATAL")) {
      statements.failed(fields.get(19));
    } else {
      statements.message(
          severity, fields.get(13), at, firstLine, named(fields.get(1)), named(fields.get(2)));
      statements.close();
    }
    server.message(fields.get(11), fields.get(13), at, firstLine);
    if (fields.get(14).startsWith("The failed archive command was")) {
      server.message(fields.get(11), fields.get(14), at, firstLine);
    }
  }

  private static @Nullable String named(String field) {
    return field.isEmpty() ? null : field;
  }

  /** Fields of a CSV record; quotes are doubled inside quotes. */
  static List<String> fields(String record) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (isQuoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < record.length() && record.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          isQuoted = false;
        }
      } else if (c == '"') {
        isQuoted = true;
      } else if (c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  @Override
  public void fileEnds() throws IOException {
    spare.end();
    statements.close();
    server.fileEnds();
    if (isInside) {
      context.partial("cut off inside the record that begins in line " + firstLine);
    }
    isInside = false;
    pending.setLength(0);
    if (strange > 0) {
      context.gap(
          "log_file",
          firstStrange,
          strange
              + " records are none of csvlog, which have at least 23 fields and begin with a time;"
              + " the first is here, with "
              + strangeFields
              + " fields",
          "Give the log as the server wrote it.");
    }
    strange = 0;
  }

  @Override
  public void end() throws IOException {
    statements.end();
    server.end();
    failures.end();
  }
}
