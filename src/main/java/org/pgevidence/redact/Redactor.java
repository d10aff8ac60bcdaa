package org.pgevidence.redact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.TableSchema;

/**
 * Redacts values, each by the treatment of its column. The same text gets the same pseudonym in
 * every column, so that what was equal stays equal and joins still meet.
 */
final class Redactor {
  private static final Pattern ADDRESS_IN_TEXT =
      Pattern.compile(
          "(?<![\\w.:])(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|(?=[0-9a-fA-F:]*::|(?:[0-9a-fA-F]{1,4}:){7})"
              + "[0-9a-fA-F:]*:[0-9a-fA-F:]*)(?:/[0-9]{1,3})?(?!\\w)(?!\\.[0-9])");
  private static final Pattern PATH_IN_TEXT =
      Pattern.compile("(?<![\\w:/.])/[^/\\s'\",;:()\\[\\]{}]+(?:/[^/\\s'\",;:()\\[\\]{}]+)+");

  private final Pseudonyms pseudonyms;
  private final NameScanner names;
  private final AuthRedactor auth;
  private final Map<TableSchema, Treatment[]> treatments = new HashMap<>();

  /**
   * @param names scanner for the names that are known so far
   * @param roles names of all roles, for regular expressions in rules
   */
  Redactor(Pseudonyms pseudonyms, NameScanner names, List<String> roles) {
    this.pseudonyms = pseudonyms;
    this.names = names;
    this.auth = new AuthRedactor(pseudonyms, names, roles);
  }

  /** A row with pseudonyms. */
  @Nullable Object[] row(Row row) {
    Treatment[] plan = treatments.computeIfAbsent(row.table(), Redactor::plan);
    @Nullable Object[] values = row.values().clone();
    for (int i = 0; i < plan.length; i++) {
      if (values[i] instanceof String text) {
        values[i] = value(plan[i], text, row);
      }
    }
    if (row.table().columnNames().contains("first_address")) {
      range(row, values);
    }
    return values;
  }

  private static Treatment[] plan(TableSchema table) {
    return table.columns().stream()
        .map(
            column ->
                Treatment.of(table, column)
                    .orElseThrow(() -> new IllegalStateException(undecided(table, column))))
        .toArray(Treatment[]::new);
  }

  private static String undecided(TableSchema table, ColumnSchema column) {
    return "redaction.txt says nothing of " + table.name() + "." + column.name();
  }

  private String value(Treatment treatment, String text, Row row) {
    return switch (treatment) {
      case OPEN, RANGE -> text;
      case NAME -> names.scan(text);
      case PROSE -> prose(text);
      case TEXT -> text(text);
      case ROLE, OPTION_USER -> pseudonyms.role(text);
      case QUOTED_ROLE -> quoted(row, text);
      case PERSON, OS_USER -> pseudonyms.person(text);
      case HOST -> pseudonyms.host(text);
      case HOST_PORT -> hostPort(text);
      case PATH -> pseudonyms.path(text);
      case SOURCE -> source(text);
      case LINK -> text.contains("/") || text.contains(" ") ? pseudonyms.text(text) : text;
      case USERS -> auth.users(text);
      case DATABASES -> auth.databases(text);
      case OPTIONS -> auth.options(text);
      case SYSTEM_USER -> auth.systemUser(text);
      case DATABASE_USER -> auth.databaseUser(text);
      case SETTING -> SettingValues.of(this, names, row.textOrNull("name"), text);
      case DN -> CertificateNames.subject(pseudonyms, text);
      case CERTIFICATE_NAMES -> CertificateNames.alternatives(pseudonyms, text);
      case FINGERPRINT -> pseudonyms.text(text);
    };
  }

  /** Quoted as the server would: a pseudonym needs no quotes. */
  private String quoted(Row row, String text) {
    String name = row.text("name");
    String pseudonym = pseudonyms.role(name);
    return pseudonym.equals(name) ? text : pseudonym;
  }

  /** Our own program's name is no text of the company. */
  private String text(String text) {
    return text.equals("pgevidence") ? text : pseudonyms.text(text);
  }

  /** SQL of this program is kept; it holds none of the company's names. */
  private String source(String text) {
    if (isPath(text)) {
      return pseudonyms.path(text);
    }
    return text.contains("pg_catalog.") ? text : prose(text);
  }

  /** What a gap is about: a file, or the key of a row. */
  String subject(String text) {
    return isPath(text) ? pseudonyms.path(text) : prose(text);
  }

  private static boolean isPath(String text) {
    return text.startsWith("/") || (!text.contains(" ") && text.contains("."));
  }

  /** A host with its port, or the path of a socket. */
  String hostPort(String text) {
    int colon = text.lastIndexOf(':');
    return text.startsWith("/") || colon < 0
        ? pseudonyms.host(text)
        : pseudonyms.host(text.substring(0, colon).replaceAll("[\\[\\]]", ""))
            + text.substring(colon);
  }

  /** Names, addresses and paths inside a sentence. */
  String prose(String text) {
    return names.scan(places(text));
  }

  /** Addresses and paths inside a text. */
  String places(String text) {
    String redacted = text;
    if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
      redacted = replace(ADDRESS_IN_TEXT, redacted, pseudonyms::address);
    }
    if (text.indexOf('/') >= 0) {
      redacted = replace(PATH_IN_TEXT, redacted, pseudonyms::path);
    }
    return redacted;
  }

  private static String replace(
      Pattern pattern, String text, java.util.function.UnaryOperator<String> pseudonym) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(pseudonym.apply(match.group())));
  }

  private void range(Row row, @Nullable Object[] values) {
    TableSchema table = row.table();
    String address = row.textOrNull("address");
    if (address == null) {
      return;
    }
    Optional<String> netmask =
        table.columnNames().contains("netmask")
            ? Optional.ofNullable(row.textOrNull("netmask"))
            : Optional.empty();
    Optional<String[]> range = pseudonyms.range(address, netmask);
    if (range.isPresent()) {
      values[table.index("address")] = range.get()[0];
      values[table.index("first_address")] = range.get()[1];
      values[table.index("last_address")] = range.get()[2];
    } else {
      values[table.index("address")] = pseudonyms.host(address);
    }
  }
}
