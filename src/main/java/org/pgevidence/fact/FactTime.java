package org.pgevidence.fact;

import java.util.Comparator;

/**
 * Times as facts hold them: ISO 8601 text in UTC that ends in Z, with as many decimals of a second
 * as their source gave that are not zero.
 */
public final class FactTime {
  /** From old to new. As plain text, ten o'clock would stand behind a millisecond past ten. */
  public static final Comparator<String> ORDER = Comparator.comparing(FactTime::digits);

  private FactTime() {}

  private static String digits(String time) {
    return time.endsWith("Z") ? time.substring(0, time.length() - 1) : time;
  }
}
