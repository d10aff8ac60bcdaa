package org.pgevidence.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/** Reads the values of context files by their fields; faults are noted with a suggestion. */
final class ContextValues {
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");
  private static final Pattern PART = Pattern.compile("\"(?:[^\"]|\"\")+\"|[^.\"\\s]+");

  /**
   * An entry as read: key → value for scalars (text, Long, null), key → entries for LIST and MAP.
   *
   * @param name key of the entry in its map; "" in a list
   */
  record Entry(
      String name,
      YamlNode node,
      Map<String, @Nullable Object> values,
      Map<String, List<Entry>> nested) {
    String text(String key) {
      return String.valueOf(values.get(key));
    }

    List<Entry> entries(String key) {
      return nested.getOrDefault(key, List.of());
    }

    List<String> texts(String key) {
      return values.get(key) instanceof String json && Json.parse(json) instanceof List<?> list
          ? list.stream().map(String::valueOf).toList()
          : List.of();
    }
  }

  private ContextValues() {}

  static Entry read(String name, YamlNode node, String what, List<ContextField> fields) {
    YamlObject object = node.object(what);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, List<Entry>> nested = new LinkedHashMap<>();
    for (ContextField field : fields) {
      switch (field.kind()) {
        case OBJECT ->
            nested.put(
                field.key(),
                object.find(field.key()).stream()
                    .map(child -> read("", child, "\"" + field.key() + "\"", field.fields()))
                    .toList());
        case LIST, MAP -> nested.put(field.key(), children(object, field));
        default -> values.put(field.key(), scalar(object, field));
      }
    }
    object.done();
    return new Entry(name, node, values, nested);
  }

  private static List<Entry> children(YamlObject object, ContextField field) {
    List<Entry> entries = new ArrayList<>();
    String what = "an entry of \"" + field.key() + "\"";
    Optional<YamlNode> node = object.find(field.key());
    if (node.isPresent() && field.kind() == ContextField.Kind.MAP) {
      node.get()
          .map("\"" + field.key() + "\"")
          .forEach((name, child) -> entries.add(read(name, child, what, field.fields())));
    } else if (node.isPresent()) {
      for (YamlNode item : node.get().items("\"" + field.key() + "\"")) {
        entries.add(read("", item, what, field.fields()));
      }
    }
    return entries;
  }

  private static @Nullable Object scalar(YamlObject object, ContextField field) {
    Optional<YamlNode> node = object.find(field.key());
    if (node.isEmpty() && !field.column().isEmpty()) {
      node = object.find(field.column()); // the column's own name does as well
    }
    if (node.isEmpty()) {
      if (field.isRequired()) {
        object.text(field.key());
      }
      return field.fallback().orElse(null);
    }
    YamlNode value = node.get();
    String text =
        field.kind() == ContextField.Kind.TEXTS
            ? ""
            : value.text("\"" + field.key() + "\"").strip();
    return switch (field.kind()) {
      case TEXT -> text;
      case TEXTS -> Json.compact(object.texts(field.key()));
      case WORD -> word(value, field, text);
      case FLAG ->
          value.value() instanceof Boolean flag
              ? (Object) (flag ? 1L : 0L)
              : wrong(value, field, text, "true or false");
      case COUNT ->
          value.value() instanceof Long count ? count : wrong(value, field, text, "a whole number");
      case DAY -> day(value, field, text);
      case INSTANT -> instant(value, field, text);
      case DURATION -> duration(value, field, text);
      case RELATION -> relation(value, field, text);
      case OBJECT, LIST, MAP -> null;
    };
  }

  private static @Nullable Object wrong(
      YamlNode value, ContextField field, String text, String expected) {
    value.fault("\"" + field.key() + "\" is \"" + text + "\"; it must be " + expected + ".");
    return null;
  }

  private static @Nullable Object word(YamlNode value, ContextField field, String text) {
    if (field.words().contains(text)) {
      return text;
    }
    value.fault(
        "\""
            + field.key()
            + "\" is \""
            + text
            + "\"; it must be one of "
            + String.join(", ", field.words())
            + "."
            + Faults.didYouMean(text, field.words()));
    return null;
  }

  private static @Nullable Object day(YamlNode value, ContextField field, String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      return wrong(value, field, text, "a day such as 2026-11-30");
    }
  }

  private static @Nullable Object instant(YamlNode value, ContextField field, String text) {
    try {
      return Instant.parse(text).toString();
    } catch (DateTimeException e) {
      return wrong(value, field, text, "an instant in UTC such as 2026-11-30T12:00:00Z");
    }
  }

  private static @Nullable Object duration(YamlNode value, ContextField field, String text) {
    OptionalLong seconds = seconds(text);
    return seconds.isPresent()
        ? (Object) seconds.getAsLong()
        : wrong(value, field, text, "a duration such as 90d, 4h, 15m, 30s or 1h42m");
  }

  /** Seconds of a duration such as 1h42m; empty when it is none. */
  static OptionalLong seconds(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      return OptionalLong.empty();
    }
    long[] units = {86_400, 3_600, 60, 1};
    long sum = 0;
    for (int i = 0; i < units.length; i++) {
      String part = matcher.group(i + 1);
      sum += part == null ? 0 : Long.parseLong(part) * units[i];
    }
    return OptionalLong.of(sum);
  }

  /** The parts of database.schema.table joined by NUL: raw database, then schema.table. */
  private static @Nullable Object relation(YamlNode value, ContextField field, String text) {
    List<String> parts = PART.matcher(text).results().map(match -> match.group()).toList();
    if (parts.size() != 3 || !String.join(".", parts).equals(text)) {
      return wrong(
          value,
          field,
          text,
          "database.schema.table, names as PostgreSQL prints them (\"Odd\" in quotes)");
    }
    String database = parts.getFirst();
    String raw =
        database.startsWith("\"")
            ? database.substring(1, database.length() - 1).replace("\"\"", "\"")
            : database;
    return raw + "\0" + parts.get(1) + "." + parts.get(2);
  }
}
