package org.pgevidence.render;

import java.util.Comparator;
import java.util.List;
import org.pgevidence.assess.Assessment;
import org.pgevidence.control.Waiver;

/**
 * A waiver as printed.
 *
 * @param state live, expiring soon, expired, or pending, at the time of collection
 * @param note what else a reader should know; "" when nothing
 * @param findings ids of the findings that it covers
 */
public record WaiverSheet(Waiver waiver, String state, String note, List<String> findings) {
  /** Copies the list. */
  public WaiverSheet {
    findings = List.copyOf(findings);
  }

  static List<WaiverSheet> all(Assessment assessment) {
    return assessment.waivers().stream()
        .map(use -> of(use, assessment.collectedAt()))
        .sorted(
            Comparator.comparing((WaiverSheet sheet) -> sheet.waiver().expires())
                .thenComparing(sheet -> sheet.waiver().id()))
        .toList();
  }

  private static WaiverSheet of(Assessment.WaiverUse use, String collectedAt) {
    Waiver waiver = use.waiver();
    StringBuilder note = new StringBuilder();
    long left = waiver.daysLeft(collectedAt);
    if (waiver.isExpiringSoon(collectedAt)) {
      note.append(left == 0 ? "Last day. " : left + (left == 1 ? " day" : " days") + " left. ");
    }
    if (use.state() == Waiver.State.EXPIRED && !use.findings().isEmpty()) {
      note.append("What it covered still fails. ");
    }
    if (waiver.isBroad()) {
      note.append("Broad: it covers more than one object. ");
    }
    if (use.findings().isEmpty()) {
      note.append("Covers no finding: it may be taken back. ");
    }
    String state = waiver.isExpiringSoon(collectedAt) ? "expiring soon" : use.state().word();
    return new WaiverSheet(waiver, state, note.toString().strip(), use.findings());
  }

  /** First to last valid day. */
  public String validity() {
    return waiver.validFrom() + " to " + waiver.expires();
  }
}
