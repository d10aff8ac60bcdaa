package org.pgevidence.assess;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.LazyList;

/** The assessment as {@code findings.json} holds it, format 1. */
public final class AssessmentJson {
  private AssessmentJson() {}

  /** Map, lists and scalars, ready for {@code Json}. */
  public static Map<String, @Nullable Object> of(Assessment assessment) {
    return object(
        "format", 1,
        "tool", object("version", assessment.toolVersion()),
        "system", assessment.system(),
        "collected_at", assessment.collectedAt(),
        "server",
            object(
                "system_identifier", assessment.server().systemIdentifier(),
                "version", assessment.server().version(),
                "in_recovery", assessment.server().inRecovery()),
        "snapshot", object("digest", "sha256:" + assessment.snapshotDigest()),
        "catalog",
            object(
                "version",
                assessment.catalog().version(),
                "digest",
                "sha256:" + assessment.catalog().digest()),
        "checks", assessment.checks().stream().map(AssessmentJson::check).toList(),
        "controls",
            assessment.controls().stream()
                .map(
                    result ->
                        object(
                            "id", result.control().id(),
                            "verdict", result.verdict().word(),
                            "checks", result.control().checks()))
                .toList(),
        "requirements",
            assessment.requirements().stream()
                .map(
                    result ->
                        object(
                            "framework", result.framework(),
                            "id", result.requirement().id(),
                            "verdict", result.verdict().word(),
                            "manual", result.manual().word(),
                            "controls", result.controls()))
                .toList(),
        "gaps",
            assessment.gaps().stream()
                .map(
                    gap ->
                        object(
                            "table", gap.table(), "reason", gap.reason(), "remedy", gap.remedy()))
                .toList());
  }

  private static Map<String, @Nullable Object> check(CheckResult result) {
    return object(
        "id", result.check().id(),
        "title", result.check().title(),
        "severity", result.check().severity().word(),
        "verdict", result.verdict().word(),
        "reason", result.reason().orElse(null),
        "examined", result.examined(),
        "passed", result.passed(),
        "failed", result.findings().size(),
        "undecided",
            LazyList.of(
                result.undecided(),
                item -> object("subject", item.subject(), "reason", item.reason())),
        "findings", LazyList.of(result.findings(), AssessmentJson::finding));
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    return object(
        "id", finding.id(),
        "subject", finding.subject(),
        "sentence", finding.sentence(),
        "severity", finding.severity().word(),
        "evidence", finding.evidence(),
        "waiver", finding.waiver().map(AssessmentJson::waiver).orElse(null),
        "fix", finding.fix(),
        "undo", finding.undo());
  }

  private static Map<String, @Nullable Object> waiver(Finding.WaiverNote note) {
    return object(
        "id", note.id(),
        "owner", note.owner(),
        "approved_by", note.approvedBy(),
        "justification", note.justification(),
        "valid_from", note.validFrom(),
        "expires", note.expires());
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
