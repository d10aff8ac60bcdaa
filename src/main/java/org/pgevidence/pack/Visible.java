package org.pgevidence.pack;

/** Text from a pack, made safe for a terminal: no control or direction characters, bounded. */
final class Visible {
  private static final int MAX = 2_000;

  private Visible() {}

  static String text(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(MAX)
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (Character.isISOControl(c)
                  || type == Character.FORMAT
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR
                  || type == Character.SURROGATE) {
                out.append(String.format(java.util.Locale.ROOT, "\\u{%x}", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
