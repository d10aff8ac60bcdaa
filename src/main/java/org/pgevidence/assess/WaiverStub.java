package org.pgevidence.assess;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.pgevidence.control.Check;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;

/**
 * Waivers to fill in: what the tool knows is written, what a person must say reads "TO FILL IN".
 */
public final class WaiverStub {
  private WaiverStub() {}

  /** YAML of one entry per finding. Throws a UserFault for an id that is no finding here. */
  public static String of(Assessment assessment, List<String> ids) {
    StringBuilder out = new StringBuilder();
    for (String id : ids) {
      Finding finding =
          assessment.findings().stream()
              .filter(known -> known.id().equals(id))
              .findFirst()
              .orElseThrow(() -> unknown(assessment, id));
      out.append(entry(assessment, finding));
    }
    return out.toString();
  }

  private static UserFault unknown(Assessment assessment, String id) {
    Optional<CheckResult> check =
        assessment.checks().stream()
            .filter(result -> id.startsWith(result.check().id() + "-"))
            .findFirst();
    String more =
        check
            .map(
                result ->
                    " Check "
                        + result.check().id()
                        + " has "
                        + result.findings().size()
                        + " findings.")
            .orElse("");
    return UserFault.usage(
        "There is no finding \""
            + id
            + "\" in this snapshot."
            + more
            + " pgevidence assess prints the ids in brackets.");
  }

  private static String entry(Assessment assessment, Finding finding) {
    LocalDate from = LocalDate.parse(assessment.collectedAt().substring(0, 10));
    Check check =
        assessment.checks().stream()
            .map(CheckResult::check)
            .filter(known -> known.id().equals(finding.check()))
            .findFirst()
            .orElseThrow();
    return "  # "
        + AssessmentText.printable(finding.sentence())
        + "\n  # "
        + finding.severity().word()
        + ": "
        + check.severityReason().replaceAll("\\s+", " ")
        + "\n  - id: W-"
        + finding.id()
        + "\n    finding: "
        + finding.id()
        + "\n    system: "
        + Json.compact(assessment.system())
        + "\n    check: "
        + finding.check()
        + "\n    subject: "
        + Json.compact(finding.subject())
        + "\n    type: risk-accepted        # risk-accepted, compensating-control, false-positive, planned-fix"
        + "\n    justification: TO FILL IN"
        + "\n    compensating: null         # what lowers the risk meanwhile"
        + "\n    owner: TO FILL IN"
        + "\n    requested_by: TO FILL IN"
        + "\n    approved_by: TO FILL IN    # another person than requested_by"
        + "\n    approved_on: "
        + from
        + "\n    valid_from: "
        + from
        + "\n    expires: "
        + from.plusMonths(3)
        + "        # last valid day, UTC; at most 12 months after valid_from"
        + "\n    ticket: null"
        + "\n    management_response: null\n";
  }
}
