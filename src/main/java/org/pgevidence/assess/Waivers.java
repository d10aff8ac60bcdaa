package org.pgevidence.assess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pgevidence.control.Waiver;

/** Sets live waivers beside findings; verdict and severity stay as they are. */
final class Waivers {
  private Waivers() {}

  static CheckResult beside(CheckResult result, List<Waiver> waivers, String system, String at) {
    if (result.findings().isEmpty() || waivers.isEmpty()) {
      return result;
    }
    List<Finding> findings =
        result.findings().stream().map(finding -> beside(finding, waivers, system, at)).toList();
    return new CheckResult(
        result.check(),
        result.verdict(),
        result.reason(),
        result.examined(),
        result.passed(),
        result.undecided(),
        findings,
        result.columns(),
        result.rows());
  }

  private static Finding beside(Finding finding, List<Waiver> waivers, String system, String at) {
    Optional<Finding.WaiverNote> note =
        waivers.stream()
            .filter(waiver -> waiver.at(at) == Waiver.State.LIVE)
            .filter(waiver -> waiver.covers(system, finding.check(), finding.subject()))
            .min(Comparator.comparing(Waiver::isBroad).thenComparing(Waiver::id))
            .map(
                waiver ->
                    new Finding.WaiverNote(
                        waiver.id(),
                        waiver.owner(),
                        waiver.approvedBy(),
                        waiver.justification(),
                        waiver.validFrom().toString(),
                        waiver.expires().toString()));
    return new Finding(
        finding.id(),
        finding.check(),
        finding.subject(),
        finding.sentence(),
        finding.baseSeverity(),
        finding.severity(),
        finding.evidence(),
        note,
        finding.fix(),
        finding.undo());
  }

  static List<Assessment.WaiverUse> uses(
      List<Waiver> waivers, List<CheckResult> results, String system, String at) {
    List<Assessment.WaiverUse> uses = new ArrayList<>();
    for (Waiver waiver : waivers) {
      if (waiver.holdsFor(system)) {
        List<String> covered =
            results.stream()
                .flatMap(result -> result.findings().stream())
                .filter(finding -> waiver.covers(system, finding.check(), finding.subject()))
                .map(Finding::id)
                .toList();
        uses.add(new Assessment.WaiverUse(waiver, waiver.at(at), covered));
      }
    }
    uses.sort(Comparator.comparing(use -> use.waiver().id()));
    return uses;
  }
}
