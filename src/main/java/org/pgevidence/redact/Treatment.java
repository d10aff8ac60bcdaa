package org.pgevidence.redact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.TableSchema;

/** What redaction does with a column, as {@code redaction.txt} says. */
enum Treatment {
  /** Kept: words, times, digests, versions. */
  OPEN,
  /** Names of objects: those of roles and persons inside are replaced. */
  NAME,
  /** Sentences of this program and the like: names, addresses and paths inside are replaced. */
  PROSE,
  /** Hidden as a whole. */
  TEXT,
  ROLE,
  QUOTED_ROLE,
  PERSON,
  /** Operating-system user. */
  OS_USER,
  HOST,
  /** host:port, or the path of a socket. */
  HOST_PORT,
  PATH,
  /** A path, or something else that is kept. */
  SOURCE,
  /** A short name that other columns refer to, or a link, which is hidden. */
  LINK,
  /** Address columns of one row, which belong together. */
  RANGE,
  /** JSON array of the user tokens of a rule. */
  USERS,
  /** JSON array of the database tokens of a rule. */
  DATABASES,
  /** JSON object of the options of a rule. */
  OPTIONS,
  /** System user of an ident rule: a name or a regular expression. */
  SYSTEM_USER,
  /** Database user of an ident rule. */
  DATABASE_USER,
  /** Value of a setting. */
  SETTING,
  /** Distinguished name of a certificate. */
  DN,
  /** JSON array of dns:… and ip:… */
  CERTIFICATE_NAMES,
  /** Digits by which a certificate could be looked up in public logs. */
  FINGERPRINT,
  /** Value of the option "user" of a user mapping; null where another option is meant. */
  OPTION_USER;

  private static final List<Rule> RULES = load();

  private record Rule(Treatment treatment, String table, String column) {
    boolean fits(String tableName, String columnName) {
      return matches(table, tableName) && matches(column, columnName);
    }

    private static boolean matches(String pattern, String text) {
      int star = pattern.indexOf('*');
      return star < 0
          ? pattern.equals(text)
          : text.length() >= pattern.length() - 1
              && text.startsWith(pattern.substring(0, star))
              && text.endsWith(pattern.substring(star + 1));
    }
  }

  /** Treatment of a column; empty when nobody decided it. Numbers are always kept. */
  static Optional<Treatment> of(TableSchema table, ColumnSchema column) {
    if (column.type() != ColumnSchema.Type.TEXT) {
      return Optional.of(OPEN);
    }
    return RULES.stream()
        .filter(rule -> rule.fits(table.name(), column.name()))
        .map(Rule::treatment)
        .findFirst();
  }

  private static List<Rule> load() {
    List<Rule> rules = new ArrayList<>();
    try (InputStream in = Treatment.class.getResourceAsStream("/redaction.txt")) {
      if (in == null) {
        throw new IllegalStateException("resource redaction.txt is missing");
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        int colon = line.indexOf(':');
        if (line.startsWith("#") || colon < 0) {
          continue;
        }
        Treatment treatment = valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
        for (String pattern : line.substring(colon + 1).strip().split(" ")) {
          int dot = pattern.indexOf('.');
          rules.add(new Rule(treatment, pattern.substring(0, dot), pattern.substring(dot + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rules);
  }
}
