package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that a person's way to write an object may mean, as the server prints them: letters
 * outside quotes are folded, needless quotes and spaces dropped, short names of types written out.
 *
 * <p>Whether a plain word is a keyword of the server is not known here, so that both its forms are
 * given; only one of them can be an object.
 */
final class ObjectSpelling {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int2", "smallint"),
          Map.entry("int8", "bigint"),
          Map.entry("bool", "boolean"),
          Map.entry("varchar", "character varying"),
          Map.entry("char", "character"),
          Map.entry("decimal", "numeric"),
          Map.entry("float", "double precision"),
          Map.entry("float8", "double precision"),
          Map.entry("float4", "real"),
          Map.entry("varbit", "bit varying"),
          Map.entry("time", "time without time zone"),
          Map.entry("timetz", "time with time zone"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timestamptz", "timestamp with time zone"));

  private ObjectSpelling() {}

  /** Printed names, the text as it stands first; with the database in front where it stands so. */
  static Set<String> of(String wanted) {
    Set<String> names = new LinkedHashSet<>(Set.of(wanted));
    addAll(names, "", wanted);
    int colon = wanted.indexOf(": ");
    if (colon > 0) {
      addAll(names, wanted.substring(0, colon + 2), wanted.substring(colon + 2).strip());
    }
    return names;
  }

  private static void addAll(Set<String> names, String database, String name) {
    int open = openingParenthesis(name);
    List<String> spellings = List.of("");
    String separator = "";
    for (String part : split(name.substring(0, open), '.')) {
      List<String> longer = new ArrayList<>();
      for (String start : spellings) {
        for (String form : forms(part.strip())) {
          longer.add(start + separator + form);
        }
      }
      spellings = longer;
      separator = ".";
      if (spellings.size() > 64) {
        return;
      }
    }
    String arguments = open < name.length() ? arguments(name.substring(open)) : "";
    spellings.forEach(spelling -> names.add(database + spelling + arguments));
  }

  /** Where the arguments of a function start outside quotes; the length when there are none. */
  private static int openingParenthesis(String name) {
    boolean isQuoted = false;
    for (int i = 0; i < name.length(); i++) {
      isQuoted ^= name.charAt(i) == '"';
      if (name.charAt(i) == '(' && !isQuoted) {
        return i;
      }
    }
    return name.length();
  }

  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    boolean isQuoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      isQuoted ^= text.charAt(i) == '"';
      if (text.charAt(i) == at && !isQuoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static List<String> forms(String part) {
    boolean isQuoted = part.length() > 1 && part.startsWith("\"") && part.endsWith("\"");
    String raw =
        isQuoted
            ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
            : part.toLowerCase(Locale.ROOT);
    String quoted = '"' + raw.replace("\"", "\"\"") + '"';
    return raw.matches("[a-z_][a-z0-9_]*") ? List.of(raw, quoted) : List.of(quoted);
  }

  private static String arguments(String text) {
    String inner = text.strip().replaceFirst("^\\(", "").replaceFirst("\\)$", "").strip();
    if (inner.isEmpty()) {
      return "()";
    }
    List<String> types = new ArrayList<>();
    for (String argument : split(inner, ',')) {
      String type = argument.strip();
      if (!type.contains("\"")) {
        type = type.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String element = type.replaceFirst("(\\[\\])+$", "");
        type = TYPES.getOrDefault(element, element) + type.substring(element.length());
      }
      types.add(type);
    }
    return "(" + String.join(", ", types) + ")";
  }
}
