package org.pgevidence.control;

import java.util.List;

/**
 * A control: what an organisation does, which checks show it, and which requirements it serves. The
 * only place of the mapping.
 *
 * @param id our stable id
 * @param title short name
 * @param description what the control is, for the auditor
 * @param testProcedure how it was tested, in words
 * @param checks ids of the checks that test it
 * @param satisfies edges to requirements
 * @param manualEvidence what a person must add
 * @param notCovered what the control does not show
 */
public record Control(
    String id,
    String title,
    String description,
    String testProcedure,
    List<String> checks,
    List<Edge> satisfies,
    List<ManualEvidence> manualEvidence,
    List<String> notCovered,
    String file) {
  /** Copies the lists. */
  public Control {
    checks = List.copyOf(checks);
    satisfies = List.copyOf(satisfies);
    manualEvidence = List.copyOf(manualEvidence);
    notCovered = List.copyOf(notCovered);
  }

  /** What a person must add; attestations answer it as {@code CONTROL/key}. */
  public record ManualEvidence(String key, String ask) {}

  /** How a control bears on a requirement. */
  public record Edge(String framework, String requirement, Strength strength, String rationale) {}

  /** Only direct edges decide a requirement's verdict. */
  public enum Strength {
    DIRECT,
    SUPPORTING,
    CONTEXT
  }
}
