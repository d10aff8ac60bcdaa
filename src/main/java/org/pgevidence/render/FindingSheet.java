package org.pgevidence.render;

import java.util.List;
import org.pgevidence.assess.Finding;

/**
 * A finding as printed.
 *
 * @param severityNote how data classification moved the severity; "" when it did not
 * @param waiver the live waiver in one sentence; "" when there is none
 */
public record FindingSheet(
    Finding finding,
    String id,
    String check,
    String subject,
    String sentence,
    String severity,
    String severitySign,
    String severityNote,
    List<Cell> evidence,
    String waiver,
    String fix,
    String undo) {
  /** A named value of the evidence row. */
  public record Cell(String name, String value) {}

  /** Copies the list. */
  public FindingSheet {
    evidence = List.copyOf(evidence);
  }

  /** Whether a live waiver stands beside it. */
  public boolean isWaived() {
    return finding.waiver().isPresent();
  }

  static FindingSheet of(Finding finding) {
    String note =
        finding.severity() == finding.baseSeverity()
            ? ""
            : "Severity of the check is "
                + finding.baseSeverity().word()
                + "; the classification of the data moved it to "
                + finding.severity().word()
                + ".";
    return new FindingSheet(
        finding,
        finding.id(),
        finding.check(),
        finding.subject(),
        finding.sentence(),
        finding.severity().word(),
        Words.sign(finding.severity()),
        note,
        finding.evidence().entrySet().stream()
            .map(entry -> new Cell(Words.label(entry.getKey()), Words.value(entry.getValue())))
            .toList(),
        finding.waiver().map(FindingSheet::sentence).orElse(""),
        finding.fix(),
        finding.undo());
  }

  private static String sentence(Finding.WaiverNote waiver) {
    return "Waived from %s to %s (%s), owner %s, approved by %s: %s"
        .formatted(
            waiver.validFrom(),
            waiver.expires(),
            waiver.id(),
            waiver.owner(),
            waiver.approvedBy(),
            waiver.justification());
  }
}
