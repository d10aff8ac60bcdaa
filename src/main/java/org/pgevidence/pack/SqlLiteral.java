package org.pgevidence.pack;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Values as SQLite literals that stand on one line whatever they hold, so that no value can look
 * like a dot command or the end of a statement to the shell.
 */
final class SqlLiteral {
  private static final int MAX_PARTS = 100;

  private SqlLiteral() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Long number ->
          number == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : number.toString();
      case Double number -> real(number);
      case String text -> text(text);
      default -> throw new IllegalArgumentException("no literal for " + value.getClass());
    };
  }

  private static String real(double number) {
    if (number == Double.POSITIVE_INFINITY) {
      return "9e999";
    }
    return number == Double.NEGATIVE_INFINITY ? "-9e999" : Double.toString(number);
  }

  private static String text(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('\'');
    int parts = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        out.append("''");
      } else if (c == 0 || (Character.isSurrogate(c) && !isPaired(text, i)) || parts > MAX_PARTS) {
        return hex(text);
      } else if (c < ' ' || c == 0x7f || c == '\u2028' || c == '\u2029' || c == '\u0085') {
        out.append("'||char(").append((int) c).append(")||'");
        parts++;
      } else {
        out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static String hex(String text) {
    return "cast(x'"
        + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
        + "' as text)";
  }
}
