package org.pgevidence.collect.hba;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns an advanced regular expression of PostgreSQL into one of java.util.regex.
 *
 * @param text the expression for {@link Pattern}
 * @param flags for {@link Pattern#compile(String, int)}
 */
record RegexTranslation(String text, int flags) {
  /** The server refuses the expression; the message is its own. */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message, null, false, false);
    }
  }

  /** The server may take the expression, but we don't know how. */
  static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message, null, false, false);
    }
  }

  static RegexTranslation of(String regex) throws Invalid, NotUnderstood {
    if (regex.startsWith("***=")) {
      return new RegexTranslation(Pattern.quote(regex.substring(4)), Pattern.DOTALL);
    }
    if (regex.startsWith("***")) {
      throw new NotUnderstood("a director");
    }
    if (regex.startsWith("(?i)")) {
      String rest = new Translator(regex.substring(4)).whole();
      return new RegexTranslation(rest, Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }
    return new RegexTranslation(new Translator(regex).whole(), Pattern.DOTALL);
  }

  private static final class Translator {
    private static final Map<String, String> CLASSES =
        Map.ofEntries(
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("digit", "\\p{Digit}"),
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("upper", "\\p{Upper}"),
            Map.entry("lower", "\\p{Lower}"),
            Map.entry("space", "\\s"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("xdigit", "\\p{XDigit}"),
            Map.entry("blank", "\\p{Blank}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("word", "\\w"));

    private final String in;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;
    private boolean mayRepeat;

    Translator(String in) {
      this.in = in;
    }

    String whole() throws Invalid, NotUnderstood {
      while (at < in.length()) {
        char c = in.charAt(at++);
        switch (c) {
          case '(' -> open();
          case ')' -> close();
          case '|', '^', '$' -> {
            out.append(c == '$' ? "\\z" : String.valueOf(c));
            mayRepeat = false;
          }
          case '*', '+', '?' -> repeat(String.valueOf(c));
          case '{' -> brace();
          case '[' -> bracket();
          case '\\' -> escape();
          case '.' -> atom(".");
          default -> atom(Pattern.quote(String.valueOf(c)));
        }
      }
      if (depth > 0) {
        throw new Invalid("parentheses () not balanced");
      }
      return out.toString();
    }

    private void atom(String text) {
      out.append(text);
      mayRepeat = true;
    }

    private void open() throws Invalid, NotUnderstood {
      depth++;
      mayRepeat = false;
      if (at < in.length() && in.charAt(at) == '?') {
        if (!in.startsWith("?:", at)) {
          if (in.startsWith("?=", at) || in.startsWith("?!", at) || in.startsWith("?<", at)) {
            throw new NotUnderstood("a look-around");
          }
          throw new Invalid("quantifier operand invalid");
        }
        at += 2;
        out.append("(?:");
      } else {
        out.append('(');
      }
    }

    private void close() throws Invalid {
      if (--depth < 0) {
        throw new Invalid("parentheses () not balanced");
      }
      atom(")");
    }

    private void repeat(String quantifier) throws Invalid {
      if (!mayRepeat) {
        throw new Invalid("quantifier operand invalid");
      }
      out.append(quantifier);
      if (at < in.length() && in.charAt(at) == '?') {
        out.append('?');
        at++;
      }
      mayRepeat = false;
    }

    private void brace() throws Invalid {
      if (at >= in.length() || !Character.isDigit(in.charAt(at))) {
        atom("\\{");
        return;
      }
      int end = in.indexOf('}', at);
      String inner = end < 0 ? "" : in.substring(at, end);
      if (!inner.matches("[0-9]{1,3}(,([0-9]{1,3})?)?")) {
        throw new Invalid(end < 0 ? "braces {} not balanced" : "invalid repetition count(s)");
      }
      String[] bounds = inner.split(",", -1);
      int low = Integer.parseInt(bounds[0]);
      int high = bounds.length == 1 || bounds[1].isEmpty() ? low : Integer.parseInt(bounds[1]);
      if (low > 255 || high > 255 || high < low) {
        throw new Invalid("invalid repetition count(s)");
      }
      at = end + 1;
      repeat("{" + inner + "}");
    }

    private void escape() throws Invalid, NotUnderstood {
      if (at >= in.length()) {
        throw new Invalid("invalid escape \\ sequence");
      }
      char c = in.charAt(at++);
      switch (c) {
        case 'd', 's', 'w', 'D', 'S', 'W' -> atom("\\" + c);
        case 'A', 'Z' -> {
          out.append(c == 'A' ? "\\A" : "\\z");
          mayRepeat = false;
        }
        case 'n', 'r', 't', 'f', 'a', 'e' -> atom("\\" + c);
        case 'b' -> atom("\\x08");
        case 'B' -> atom("\\\\");
        case 'v' -> atom("\\x0B");
        default -> {
          if (c < 128 && Character.isLetterOrDigit(c)) {
            if ("mMyYcuUx".indexOf(c) >= 0 || Character.isDigit(c)) {
              throw new NotUnderstood("the escape \\" + c);
            }
            throw new Invalid("invalid escape \\ sequence");
          }
          atom(Pattern.quote(String.valueOf(c)));
        }
      }
    }

    private void bracket() throws Invalid, NotUnderstood {
      StringBuilder set = new StringBuilder("[");
      if (at < in.length() && in.charAt(at) == '^') {
        set.append('^');
        at++;
      }
      boolean isFirst = true;
      while (true) {
        if (at >= in.length()) {
          throw new Invalid("brackets [] not balanced");
        }
        char c = in.charAt(at);
        if (c == ']' && !isFirst) {
          at++;
          break;
        }
        member(set, c);
        isFirst = false;
      }
      atom(set.append(']').toString());
    }

    private void member(StringBuilder set, char c) throws Invalid, NotUnderstood {
      if (in.startsWith("[:", at)) {
        int end = in.indexOf(":]", at + 2);
        if (end < 0) {
          throw new Invalid("brackets [] not balanced");
        }
        String named = CLASSES.get(in.substring(at + 2, end));
        if (named == null) {
          throw new Invalid("invalid character class");
        }
        set.append(named);
        at = end + 2;
        return;
      }
      if (c == '\\' || in.startsWith("[.", at) || in.startsWith("[=", at)) {
        if (c == '\\' && at + 1 < in.length() && "dsw".indexOf(in.charAt(at + 1)) >= 0) {
          set.append('\\').append(in.charAt(at + 1));
          at += 2;
          return;
        }
        throw new NotUnderstood("an escape inside brackets");
      }
      at++;
      boolean isRange = at + 1 < in.length() && in.charAt(at) == '-' && in.charAt(at + 1) != ']';
      if (!isRange) {
        set.append(literal(c));
        return;
      }
      char high = in.charAt(at + 1);
      if (high == '[' || high == '\\') {
        throw new NotUnderstood("a range with a class or an escape");
      }
      if (high < c) {
        throw new Invalid("invalid character range");
      }
      set.append(literal(c)).append('-').append(literal(high));
      at += 2;
    }

    private static String literal(char c) {
      return String.format("\\x%02x", (int) c);
    }
  }
}
