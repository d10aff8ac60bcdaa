package org.pgevidence.assess;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Check;
import org.pgevidence.fact.Json;

/**
 * A waiver to fill in: what the tool knows is written, what a person must say reads "TO FILL IN".
 * The day of approval is one of those, since nobody has approved anything yet.
 *
 * @param finding its id, from which a waiver proves its subject
 * @param check check of the finding
 * @param known the finding as some judgement has it; empty when no pack is at hand
 */
public record WaiverStub(String finding, Check check, Optional<Known> known) {
  private static final String OPEN = "TO FILL IN";

  /** Where a finding was met. */
  public record Known(
      String system, String collectedAt, String subject, String sentence, String severity) {}

  /** The finding of an id in a judgement of the form of findings.json. */
  public static Optional<Known> find(Map<?, ?> findings, String id) {
    for (Object check : list(findings.get("checks"))) {
      if (check instanceof Map<?, ?> result
          && id.startsWith(String.valueOf(result.get("id")) + "-")) {
        for (Object item : list(result.get("findings"))) {
          if (item instanceof Map<?, ?> finding && id.equals(finding.get("id"))) {
            return Optional.of(
                new Known(
                    String.valueOf(findings.get("system")),
                    String.valueOf(findings.get("collected_at")),
                    String.valueOf(finding.get("subject")),
                    String.valueOf(finding.get("sentence")),
                    String.valueOf(finding.get("severity"))));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** An entry below {@code waivers:}. */
  public String yaml(String id) {
    Optional<LocalDate> from =
        known.map(met -> LocalDate.parse(met.collectedAt().substring(0, 10)));
    return """
          # %s
          # %s: %s
          - id: %s
            finding: %s
            system: %s
            check: %s
            subject: %s
            type: risk-accepted        # risk-accepted, compensating-control, false-positive, planned-fix
            justification: TO FILL IN
            compensating: null         # what lowers the risk meanwhile
            owner: TO FILL IN
            requested_by: TO FILL IN
            approved_by: TO FILL IN    # another person than requested_by
            approved_on: TO FILL IN    # the day, not after valid_from
            valid_from: %s
            expires: %s        # last valid day, UTC; at most 12 months from valid_from, both days counted
            ticket: null
            management_response: null
        """
        .formatted(
            AssessmentText.printable(known.map(Known::sentence).orElse(check.title())),
            known.map(Known::severity).orElse(check.severity().word()),
            check.severityReason().replaceAll("\\s+", " "),
            id,
            finding,
            known.map(met -> Json.compact(met.system())).orElse(OPEN),
            check.id(),
            known.map(met -> Json.compact(met.subject())).orElse(OPEN),
            from.map(LocalDate::toString).orElse(OPEN),
            from.map(day -> day.plusMonths(3).toString()).orElse(OPEN));
  }
}
