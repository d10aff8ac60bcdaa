package org.pgevidence.collect.target;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pgevidence.fact.UserFault;

/**
 * Parses the two written forms of a libpq connection string into its keywords.
 *
 * <p>URI: {@code postgresql://[user[:password]@][host][:port][/dbname][?keyword=value&...]}, parts
 * percent-encoded. Keywords: {@code host=db1 dbname='my db'}, with {@code \'} and {@code \\} inside
 * quotes. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
 */
final class ConnectionString {
  private static final Pattern URI =
      Pattern.compile(
          "(?:postgresql|postgres)://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
              + "(?<host>\\[[^\\]]*\\]|[^:/?#,]*)(?::(?<port>\\d*))?"
              + "(?:/(?<dbname>[^?#]*))?(?:\\?(?<query>[^#]*))?");
  private static final Pattern KEYWORD =
      Pattern.compile(
          "\\s*(\\w+)\\s*=\\s*(?:'((?:\\\\.|[^'\\\\])*)'|((?:\\\\.|[^\\s'\\\\])*))\\s*");

  private ConnectionString() {}

  /** Whether the text is one of the two forms, and not a name. */
  static boolean isOne(String text) {
    return text.contains("://") || text.contains("=");
  }

  /**
   * Keywords in order. Throws UserFault, whose message never repeats the text: it may hold a
   * password.
   */
  static Map<String, String> parse(String text) {
    return text.contains("://") ? parseUri(text) : parseKeywords(text);
  }

  private static Map<String, String> parseUri(String text) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      throw UserFault.usage(
          "The target could not be read as a URI. Write postgresql://user@host:5432/database, with %-encoding for"
              + " special characters, and name one host only.");
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (String part : new String[] {"user", "password", "host", "port", "dbname"}) {
      String value = uri.group(part);
      if (value != null && !value.isEmpty()) {
        found.put(part, decode(value.replaceAll("^\\[(.*)\\]$", "$1")));
      }
    }
    String query = uri.group("query");
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw UserFault.usage(
              "The target's URI has a parameter without a value. Write ?name=value&name=value.");
        }
        found.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return found;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UserFault(
          UserFault.Kind.USAGE, "The target's URI has a broken %-code. Write % as %25.", e);
    }
  }

  private static Map<String, String> parseKeywords(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher keyword = KEYWORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!keyword.find(at) || keyword.start() != at) {
        throw UserFault.usage(
            "The target could not be read as keywords from character "
                + (at + 1)
                + " on. Write host=db1 port=5432 dbname=orders user=audit, with quotes '...' around spaces.");
      }
      String value = keyword.group(2) != null ? keyword.group(2) : keyword.group(3);
      found.put(keyword.group(1), value.replaceAll("\\\\(.)", "$1"));
      at = keyword.end();
    }
    return found;
  }
}
