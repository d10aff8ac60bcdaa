package org.pgevidence.render;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Severity;

/** Words and signs of the printed forms. A sign never stands alone and never by colour alone. */
final class Words {
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Words() {}

  /** A verdict's enum or word as people read it. */
  static String plain(Object verdict) {
    return verdict.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Sign of a verdict word, told apart by shape. */
  static String sign(String verdict) {
    return switch (verdict) {
      case "pass", "supported", "attached" -> "✓";
      case "fail", "gaps found", "expired" -> "✗";
      case "partly supported" -> "◐";
      case "manual", "missing" -> "✎";
      case "not assessed" -> "?";
      default -> "–";
    };
  }

  /** Sign of a severity, told apart by shape and filling. */
  static String sign(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "◆";
      case HIGH -> "▲";
      case MEDIUM -> "■";
      case LOW -> "●";
      case INFO -> "○";
    };
  }

  /** An ISO 8601 instant as a date that people read; text that is none stays. */
  static String instant(String iso) {
    try {
      return LONG.format(Instant.parse(iso));
    } catch (DateTimeParseException e) {
      return iso;
    }
  }

  /** A value of a fact as text; null is a dash. */
  static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "–";
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      default -> value.toString();
    };
  }

  /** A column name as people read it. */
  static String label(String column) {
    return column.replace('_', ' ');
  }
}
