package org.pgevidence.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;
import org.pgevidence.privilege.AccessDiff;
import org.pgevidence.privilege.AccessRow;

/** Prints rows of command access one by one: text, CSV (RFC 4180, line feed) or a JSON array. */
final class AccessOutput {
  /** How rows are printed. */
  enum Format {
    TEXT,
    CSV,
    JSON
  }

  private final Format format;
  private final PrintWriter out;
  private final boolean isDiff;
  private final boolean isExplained;
  private final StringBuilder line = new StringBuilder();
  private String heading = "";
  private long rows;
  private boolean isStarted;

  private AccessOutput(Format format, PrintWriter out, boolean isDiff, boolean isExplained) {
    this.format = format;
    this.out = out;
    this.isDiff = isDiff;
    this.isExplained = isExplained;
  }

  static AccessOutput of(Format format, PrintWriter out, boolean isDiff, boolean isExplained) {
    return new AccessOutput(format, out, isDiff, isExplained);
  }

  /** Printed before the first row, so that a refused question prints nothing. */
  private void start() {
    if (isStarted) {
      return;
    }
    isStarted = true;
    if (format == Format.CSV) {
      csv(columns());
    } else if (format == Format.JSON) {
      out.write("[");
    }
  }

  private List<String> columns() {
    List<String> names = new ArrayList<>(isDiff ? List.of("change") : List.of());
    names.addAll(List.of("database", "kind", "object", "role", "privilege", "grantable", "via"));
    if (isExplained) {
      names.add("why");
    }
    return names;
  }

  void row(AccessRow row) {
    print("", row);
  }

  void change(AccessDiff.Change change) {
    print(change.kind().name().toLowerCase(Locale.ROOT), change.row());
  }

  private void print(String change, AccessRow row) {
    start();
    List<String> values = new ArrayList<>(isDiff ? List.of(change) : List.of());
    values.addAll(
        List.of(
            row.database(),
            row.kind(),
            row.object(),
            row.role(),
            row.privilege(),
            Boolean.toString(row.isGrantable()),
            row.via()));
    switch (format) {
      case CSV -> {
        if (isExplained) {
          values.add(String.join("\n", row.why()));
        }
        csv(values);
      }
      case JSON -> json(values, row);
      case TEXT -> text(change, row);
    }
    rows++;
    if (rows % 10_000 == 0 && out.checkError()) {
      throw new UserFault(
          UserFault.Kind.IO, "The rows could not be written: the output was closed.");
    }
  }

  private void csv(List<String> values) {
    line.setLength(0);
    for (int i = 0; i < values.size(); i++) {
      line.append(i == 0 ? "" : ",").append(quoted(values.get(i)));
    }
    out.append(line);
    out.write('\n');
  }

  private static String quoted(String value) {
    boolean isPlain = value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private void json(List<String> values, AccessRow row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    List<String> names = columns();
    for (int i = 0; i < values.size(); i++) {
      object.put(names.get(i), values.get(i));
    }
    object.put("grantable", row.isGrantable());
    if (isExplained) {
      object.put("why", row.why());
    }
    out.write(rows == 0 ? "\n" : ",\n");
    out.write(Json.compact(object));
  }

  private void text(String change, AccessRow row) {
    String title = (row.database().isEmpty() ? "" : row.database() + ": ") + row.kind();
    title += " " + row.object();
    if (!title.equals(heading)) {
      heading = title;
      out.write(printable(title) + "\n");
    }
    String grant = row.isGrantable() ? " (may grant it)" : "";
    out.write(
        "  "
            + (change.isEmpty() ? "" : change + " ")
            + printable(row.role())
            + "  "
            + row.privilege()
            + grant
            + "  via "
            + printable(row.via())
            + "\n");
    row.why().forEach(sentence -> out.write("      " + printable(sentence) + "\n"));
  }

  /** Control characters and marks that turn the direction of writing, as escapes. */
  private static String printable(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    ? String.format(Locale.ROOT, "\\u{%x}", c)
                    : Character.toString(c))
        .collect(Collectors.joining());
  }

  void finish() {
    start();
    if (format == Format.JSON) {
      out.write(rows == 0 ? "]\n" : "\n]\n");
    } else if (format == Format.TEXT && rows == 0) {
      out.write(isDiff ? "Nothing changed.\n" : "No role.\n");
    }
    out.flush();
  }
}
