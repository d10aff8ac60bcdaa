package org.pgevidence.assess;

import java.util.Locale;

/** Result of a check or a control. A waiver never changes it. */
public enum Verdict {
  PASS,
  FAIL,
  NOT_ASSESSED,
  NOT_APPLICABLE,
  MANUAL;

  /** Its word in JSON and print. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
