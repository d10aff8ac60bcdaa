package org.pgevidence.fix;

import java.util.Locale;

/** Text for one line: nothing in it ends the line or turns the reading direction. */
public final class OneLine {
  private OneLine() {}

  /** The text with each such character as its code. */
  public static String of(String text) {
    if (text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (Character.isISOControl(c)
                  || type == Character.FORMAT
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR
                  || type == Character.SURROGATE) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
