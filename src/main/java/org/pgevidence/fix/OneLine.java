package org.pgevidence.fix;

import java.util.Locale;

/** Text for a comment of one line: nothing in it ends the line or turns the reading direction. */
final class OneLine {
  private OneLine() {}

  static String of(String text) {
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
