package org.pgevidence.render;

/**
 * Text made readable for certain: characters that the embedded fonts lack, that do not show, or
 * that change the direction of their neighbours become their code point, as in ⟨U+1F600⟩.
 *
 * <p>A role name is evidence. A blank box or a hidden right-to-left mark would let two names look
 * alike. Plain space is the only white space kept; combining marks are not, since fonts differ in
 * how they place them.
 */
public final class Visible {
  /** First and last code points that every face shows, itself or by the fallback face. */
  private static final int[][] PRINTABLE = {
    {0x20, 0x7e},
    {0xa1, 0xac},
    {0xae, 0x17f},
    {0x218, 0x21b},
    {0x37e, 0x37e},
    {0x384, 0x38a},
    {0x38c, 0x38c},
    {0x38e, 0x3a1},
    {0x3a3, 0x3ce},
    {0x400, 0x482},
    {0x490, 0x4c3},
    {0x1e80, 0x1e85},
    {0x1e9e, 0x1e9e},
    {0x2010, 0x2015},
    {0x2018, 0x201e},
    {0x2020, 0x2022},
    {0x2026, 0x2026},
    {0x2030, 0x2030},
    {0x2039, 0x203a},
    {0x20ac, 0x20ac},
    {0x2116, 0x2116},
    {0x2122, 0x2122},
    {0x2190, 0x2195},
    {0x2200, 0x2209},
    {0x2260, 0x2265},
    {0x25a0, 0x25ff},
    {0x26a0, 0x26a0},
    {0x270e, 0x270e},
    {0x2713, 0x2718},
    {0x27e8, 0x27e9}
  };

  private Visible() {}

  /** One line of text; line breaks and tabs become code points too. */
  public static String line(String text) {
    return isPrintable(text) ? text : replaced(text, false);
  }

  /** Text of several lines; line feeds are kept, tabs become two spaces. */
  public static String block(String text) {
    return isPrintable(text)
        ? text
        : replaced(text.replace("\r\n", "\n").replace("\t", "  "), true);
  }

  /**
   * Text for programs that bring fonts of their own: only characters that never show, or that
   * change direction, become code points. Line feeds are kept.
   */
  public static String shown(String text) {
    if (isAscii(text) || text.codePoints().noneMatch(Visible::isHidden)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isHidden(codePoint)) {
                out.append("\u27e8U+%04X\u27e9".formatted(codePoint));
              } else {
                out.appendCodePoint(codePoint);
              }
            });
    return out.toString();
  }

  private static boolean isPrintable(String text) {
    return isAscii(text) || text.codePoints().allMatch(Visible::isPrintable);
  }

  /** Almost every text: millions of cells are asked. */
  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(int codePoint) {
    return codePoint != '\n'
        && switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  /** Whether a code point is shown as itself. */
  static boolean isPrintable(int codePoint) {
    for (int[] range : PRINTABLE) {
      if (codePoint <= range[1]) {
        return codePoint >= range[0];
      }
    }
    return false;
  }

  private static String replaced(String text, boolean keepsLines) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isPrintable(codePoint) || (keepsLines && codePoint == '\n')) {
                out.appendCodePoint(codePoint);
              } else {
                out.append("\u27e8U+%04X\u27e9".formatted(codePoint));
              }
            });
    return out.toString();
  }
}
