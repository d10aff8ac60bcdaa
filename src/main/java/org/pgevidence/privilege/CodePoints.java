package org.pgevidence.privilege;

import java.util.Comparator;

/** Text order by code point, as {@code sort} with the C locale and SQLite order UTF-8. */
public final class CodePoints {
  /** The order. */
  public static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  // Surrogates stand for code points above U+FFFF, so they sort behind U+E000 to U+FFFF.
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
