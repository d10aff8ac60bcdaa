package org.pgevidence.assess;

import org.pgevidence.control.Severity;

/** Exit code of assess and pack from an assessment: findings first, then what was not assessed. */
public final class Outcome {
  /** A finding at or above the threshold. */
  public static final int FINDINGS = 1;

  /** Something in scope was not assessed. */
  public static final int NOT_ASSESSED = 3;

  private Outcome() {}

  /** 1, 3 or 0. A waived finding counts unless {@code isWaivedOk}. */
  public static int exitCode(Assessment assessment, Severity failOn, boolean isWaivedOk) {
    boolean isFailing =
        assessment.findings().stream()
            .filter(finding -> !isWaivedOk || finding.waiver().isEmpty())
            .anyMatch(finding -> finding.severity().compareTo(failOn) >= 0);
    if (isFailing) {
      return FINDINGS;
    }
    boolean isOpen =
        assessment.checks().stream().anyMatch(result -> result.verdict() == Verdict.NOT_ASSESSED);
    return isOpen ? NOT_ASSESSED : 0;
  }
}
