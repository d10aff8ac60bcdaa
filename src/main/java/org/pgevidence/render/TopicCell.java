package org.pgevidence.render;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Row;

/** A fact as a chapter prints it: flags, lists and file modes as people read them. */
final class TopicCell {
  private static final Set<String> LISTS = Set.of("databases", "users", "names", "options");

  /** Settings that the server gives as a decimal number and people know in octal. */
  private static final Set<String> MODES =
      Set.of("log_file_mode", "unix_socket_permissions", "data_directory_mode");

  private TopicCell() {}

  /**
   * Title of a column; those whose names need the schema's words to be understood are put plainly.
   */
  static String title(String column) {
    return switch (column) {
      case "is_effective" -> "can match";
      case "is_plain_remote" -> "unencrypted from elsewhere";
      case "is_certain" -> "certain";
      case "is_logged" -> "logged";
      case "is_drill" -> "drill";
      case "is_recoverable" -> "recoverable";
      case "is_default" -> "by default";
      case "is_superuser" -> "superuser";
      case "rto_s" -> "recovery time, s";
      case "rpo_s" -> "data lost, s";
      default ->
          column.endsWith("_at")
              ? Words.label(column.substring(0, column.length() - 3))
              : Words.label(column);
    };
  }

  static String of(Row row, String column) {
    Object value = row.value(column);
    if (column.equals("is_plain_remote") && value instanceof Long meets && meets == 1) {
      return "reject".equals(row.textOrNull("decision")) ? "refused" : "answered";
    }
    if (isFlag(column)) {
      return flag(value);
    }
    if (value instanceof String text) {
      if (text.isEmpty()) {
        return "(empty)";
      }
      if (LISTS.contains(column) && text.startsWith("[")) {
        return list(text);
      }
      if (column.equals("value") && MODES.contains(row.text("name"))) {
        return mode(text);
      }
    }
    return Words.value(value);
  }

  private static boolean isFlag(String column) {
    return column.startsWith("is_")
        || column.startsWith("can_")
        || column.startsWith("bypasses")
        || column.equals("accepted");
  }

  private static String flag(@Nullable Object flag) {
    return flag == null
        ? "not known"
        : flag.equals(1L) ? "yes" : flag.equals(0L) ? "no" : flag.toString();
  }

  private static String list(String json) {
    return Json.parse(json) instanceof List<?> items
        ? items.isEmpty()
            ? "–"
            : items.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : json;
  }

  private static String mode(String decimal) {
    try {
      return "%04o (%s)".formatted(Integer.parseInt(decimal), decimal);
    } catch (NumberFormatException e) {
      return decimal;
    }
  }
}
