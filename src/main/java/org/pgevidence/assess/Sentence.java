package org.pgevidence.assess;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@code {column}}, {@code {column:ident}} and {@code {column:literal}}.
 *
 * @param needsQuotes whether the server's grammar makes {@code quote_ident()} quote a word
 */
record Sentence(Predicate<String> needsQuotes) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?::(\\w+))?}");

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /** The text with each placeholder replaced; a null reads "not known". */
  String fill(String template, Map<String, @Nullable Object> row) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> {
              Object value = row.get(match.group(1));
              return Matcher.quoteReplacement(
                  value == null ? "not known" : form(value.toString(), match.group(2)));
            });
  }

  private String form(String value, @Nullable String form) {
    return switch (form) {
      case null -> value;
      case "ident" -> identifier(value);
      case "literal" -> literal(value);
      default -> value;
    };
  }

  /** As {@code quote_ident()} writes it. */
  String identifier(String name) {
    return PLAIN.matcher(name).matches() && !needsQuotes.test(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** As {@code quote_literal()} writes it. */
  static String literal(String value) {
    String quoted = "'" + value.replace("'", "''").replace("\\", "\\\\") + "'";
    return value.contains("\\") ? "E" + quoted : quoted;
  }

  /** Columns that a template names. */
  static Set<String> columns(String template) {
    Set<String> names = new LinkedHashSet<>();
    PLACEHOLDER.matcher(template).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  /** Forms that a template uses and that do not exist. */
  static Set<String> unknownForms(String template) {
    Set<String> names = new LinkedHashSet<>();
    PLACEHOLDER
        .matcher(template)
        .results()
        .map(match -> match.group(2))
        .filter(form -> form != null && !Set.of("ident", "literal").contains(form))
        .forEach(form -> names.add(form.toLowerCase(Locale.ROOT)));
    return names;
  }
}
