package org.pgevidence.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named parameters of fact queries: what may leave the server, and how a secret looks. They are
 * bound, and kept in provenance, so that an auditor sees the exact allow-list.
 */
final class Parameters {
  private static final Map<String, String> VALUES = new LinkedHashMap<>();
  private static final Pattern NAME;
  private static final Map<String, Bound> BOUND = new ConcurrentHashMap<>();

  static {
    VALUES.put(
        "secret_pattern",
        "(password|passwd|pwd|passphrase|secret|token|credential|(api|access|private|encryption)_?key)[a-z_]*\\s*[=:]"
            + "|--?(password|passphrase|secret|token)\\M|://[^/\\s:@]*:[^/\\s@]+@|-----BEGIN|\\m(AKIA|ASIA)[0-9A-Z]{16}\\M");
    VALUES.put(
        "password_literal",
        "\\mpassword\\s*(=|:=|=>)\\s*E?'+[^'\\s]|\\mpassword\\s+E?'+[^'\\s]|'[^']*\\mpassword=[^\\s']");
    VALUES.put(
        "key_literal",
        "(pgp_sym_(en|de)crypt(_bytea)?|\\m(en|de)crypt(_iv)?|\\mhmac)\\s*\\([^;]*?,\\s*E?'+[^']+'");
    VALUES.put("open_settings", list("open-settings"));
    VALUES.put("hidden_settings", list("hidden-settings"));
    VALUES.put("open_hba_options", list("open-hba-options"));
    NAME = Pattern.compile(":(" + String.join("|", VALUES.keySet()) + ")\\b");
  }

  private Parameters() {}

  /** A query with ? for each name, and the values in order. */
  record Bound(String sql, List<String> values, Map<String, String> named) {}

  /** Binds the names that a query uses. */
  static Bound bind(String sql) {
    return BOUND.computeIfAbsent(sql, Parameters::replace);
  }

  private static Bound replace(String sql) {
    List<String> values = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    Matcher matcher = NAME.matcher(sql);
    String bound =
        matcher.replaceAll(
            found -> {
              String value = VALUES.getOrDefault(found.group(1), "");
              values.add(value);
              named.put(found.group(1), value);
              return "?";
            });
    return new Bound(bound, values, named);
  }

  /** Lines of a list as a PostgreSQL array literal; # starts a comment. */
  private static String list(String name) {
    try (InputStream in = Parameters.class.getResourceAsStream("/facts/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("facts/" + name + ".txt is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return "{"
          + String.join(
              ",",
              text.lines()
                  .map(String::strip)
                  .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                  .toList())
          + "}";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
