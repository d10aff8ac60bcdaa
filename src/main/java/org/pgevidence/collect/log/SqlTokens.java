package org.pgevidence.collect.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words and signs of an SQL text without its blanks, comments and literals. Read by hand: a
 * pattern would take a stack frame for each character of a literal that somebody had logged.
 */
final class SqlTokens {
  private static final char NOT_ASCII = 0x80;
  private static final String PREFIXES = "bBxXnN";

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String text) {
    this.text = text;
  }

  /**
   * Words in lower case, quoted ones with their quotes and as they are, and single signs. Empty
   * where the end of a literal, comment or quoted word is not sure.
   */
  static Optional<List<String>> of(String text) {
    SqlTokens tokens = new SqlTokens(text);
    while (tokens.at < text.length()) {
      if (!tokens.one()) {
        return Optional.empty();
      }
    }
    return Optional.of(tokens.tokens);
  }

  private boolean one() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
      return true;
    }
    if (text.startsWith("--", at)) {
      return skipPast("\n", at, text.length());
    }
    if (text.startsWith("/*", at)) {
      return comment();
    }
    if (c == '\'' || (PREFIXES.indexOf(c) >= 0 && text.startsWith("'", at + 1))) {
      return literal(text.indexOf('\'', at) + 1, false);
    }
    if ((c == 'e' || c == 'E') && text.startsWith("'", at + 1)) {
      return literal(at + 2, true);
    }
    if (c == '"') {
      return quoted();
    }
    if (c == '$') {
      int end = wordEnd(at + 1, false);
      if (end < text.length() && text.charAt(end) == '$') {
        return skipPast(text.substring(at, end + 1), end + 1, -1);
      }
    }
    int end = wordEnd(at, true);
    tokens.add(text.substring(at, Math.max(end, at + 1)).toLowerCase(Locale.ROOT));
    at = Math.max(end, at + 1);
    return true;
  }

  /** Goes on behind a text; where it does not come, at {@code otherwise}, or not at all (-1). */
  private boolean skipPast(String what, int from, int otherwise) {
    int found = text.indexOf(what, from);
    at = found >= 0 ? found + what.length() : otherwise;
    return at >= 0;
  }

  private boolean comment() {
    int depth = 0;
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return true;
        }
      } else {
        at++;
      }
    }
    return false;
  }

  /** Without E, whether a backslash before a quote escapes it depends on a setting. */
  private boolean literal(int from, boolean isEscaped) {
    for (at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\' && isEscaped) {
        at++;
      } else if (c == '\\' && text.startsWith("'", at + 1)) {
        return false;
      } else if (c == '\'') {
        if (!text.startsWith("'", at + 1)) {
          at++;
          return true;
        }
        at++;
      }
    }
    return false;
  }

  private boolean quoted() {
    int from = at;
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        if (!text.startsWith("\"", at + 1)) {
          at++;
          tokens.add(text.substring(from, at));
          return true;
        }
        at++;
      }
    }
    return false;
  }

  private int wordEnd(int from, boolean withDollar) {
    int end = from;
    while (end < text.length()
        && (text.charAt(end) == '_'
            || text.charAt(end) >= NOT_ASCII
            || Character.isLetterOrDigit(text.charAt(end))
            || (withDollar && text.charAt(end) == '$'))) {
      end++;
    }
    return end;
  }
}
