package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.assess.RequirementResult;
import org.pgevidence.assess.Verdict;
import org.pgevidence.control.Control;

/**
 * OSCAL assessment results: an observation per check, a finding per requirement that a database can
 * show, a risk per failing check. OSCAL knows two states only, so whatever is not supported in full
 * is not satisfied, with our word in the remarks.
 */
final class OscalResults {
  private OscalResults() {}

  static Map<String, @Nullable Object> of(Assessment assessment) {
    List<RequirementResult> reviewed =
        assessment.requirements().stream().filter(OscalResults::isReviewed).toList();
    List<CheckResult> failed =
        assessment.checks().stream().filter(r -> r.verdict() == Verdict.FAIL).toList();
    Map<String, @Nullable Object> result =
        Fields.of(
            "uuid", id(assessment, "result"),
            "title", "Assessment of " + assessment.system(),
            "description",
                "Facts were read from the server without changing it and judged by checks.",
            "start", assessment.collectedAt(),
            "end", assessment.collectedAt(),
            "reviewed-controls", Fields.of("control-selections", List.of(selection(reviewed))),
            "observations",
                assessment.checks().stream().map(r -> observation(assessment, r)).toList());
    if (!failed.isEmpty()) {
      result.put("risks", failed.stream().map(r -> risk(assessment, r)).toList());
    }
    if (!reviewed.isEmpty()) {
      result.put("findings", reviewed.stream().map(r -> finding(assessment, r)).toList());
    }
    return Fields.of(
        "assessment-results",
        Fields.of(
            "uuid", id(assessment, "ar"),
            "metadata",
                OscalDocuments.metadata(assessment, "Evidence pack of " + assessment.system()),
            "import-ap", Fields.of("href", "assessment-plan.json"),
            "results", List.of(result)));
  }

  private static boolean isReviewed(RequirementResult result) {
    return result.verdict() != RequirementResult.Verdict.OUTSIDE
        && result.verdict() != RequirementResult.Verdict.NOT_IN_SCOPE;
  }

  private static Map<String, @Nullable Object> selection(List<RequirementResult> reviewed) {
    return reviewed.isEmpty()
        ? Fields.of("description", "No requirement was in scope.")
        : Fields.of(
            "include-controls",
            reviewed.stream().map(r -> Fields.of("control-id", token(r))).toList());
  }

  private static Map<String, @Nullable Object> observation(
      Assessment assessment, CheckResult result) {
    boolean isManual = result.verdict() == Verdict.MANUAL;
    String counts =
        "Verdict %s: %d examined, %d passed, %d failed, %d undecided."
            .formatted(
                result.verdict().word(),
                result.examined(),
                result.passed(),
                result.findings().size(),
                result.undecided().size());
    List<@Nullable Object> props = new ArrayList<>();
    props.add(prop("check-id", result.check().id()));
    props.add(prop("verdict", result.verdict().word()));
    props.add(prop("severity", result.check().severity().word()));
    return Fields.of(
        "uuid", id(assessment, "observation", result.check().id()),
        "title", result.check().id() + ": " + result.check().title(),
        "description", counts + result.reason().map(reason -> " " + reason).orElse(""),
        "props", props,
        "methods", List.of(isManual ? "EXAMINE" : "TEST"),
        "types", List.of("control-objective"),
        "relevant-evidence",
            List.of(
                Fields.of(
                    "href",
                    "../../findings.json",
                    "description",
                    "Findings and counts of " + result.check().id())),
        "collected", assessment.collectedAt());
  }

  private static Map<String, @Nullable Object> risk(Assessment assessment, CheckResult result) {
    boolean isWaived = result.findings().stream().allMatch(f -> f.waiver().isPresent());
    String statement =
        result.findings().stream()
            .map(f -> f.sentence())
            .limit(50)
            .collect(Collectors.joining("; "));
    return Fields.of(
        "uuid",
        id(assessment, "risk", result.check().id()),
        "title",
        result.check().id() + ": " + result.check().title(),
        "description",
        result.check().why().isEmpty() ? result.check().title() : result.check().why(),
        "statement",
        Visible.shown(statement),
        "status",
        isWaived ? "deviation-approved" : "open",
        "related-observations",
        List.of(Fields.of("observation-uuid", id(assessment, "observation", result.check().id()))));
  }

  private static Map<String, @Nullable Object> finding(
      Assessment assessment, RequirementResult result) {
    Set<String> controls = Set.copyOf(result.controls());
    Set<String> ids =
        assessment.catalog().controls().stream()
            .filter(control -> controls.contains(control.id()))
            .map(Control::checks)
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    List<CheckResult> checks =
        assessment.checks().stream().filter(r -> ids.contains(r.check().id())).toList();
    boolean isSatisfied = result.verdict() == RequirementResult.Verdict.SUPPORTED;
    boolean isFailed = result.verdict() == RequirementResult.Verdict.GAPS_FOUND;
    Map<String, @Nullable Object> finding =
        Fields.of(
            "uuid", id(assessment, "finding", token(result)),
            "title", result.framework() + " " + result.requirement().id(),
            "description",
                "%s: %s; manual evidence %s."
                    .formatted(
                        result.requirement().title(),
                        result.verdict().word(),
                        result.manual().word()),
            "target",
                Fields.of(
                    "type",
                    "objective-id",
                    "target-id",
                    token(result) + "_obj",
                    "status",
                    Fields.of(
                        "state", isSatisfied ? "satisfied" : "not-satisfied",
                        "reason", isSatisfied ? "pass" : isFailed ? "fail" : "other",
                        "remarks", result.verdict().word())));
    put(finding, assessment, "related-observations", "observation", checks);
    put(
        finding,
        assessment,
        "related-risks",
        "risk",
        checks.stream().filter(r -> r.verdict() == Verdict.FAIL).toList());
    return finding;
  }

  /** The schema refuses empty lists. */
  private static void put(
      Map<String, @Nullable Object> finding,
      Assessment assessment,
      String name,
      String kind,
      List<CheckResult> checks) {
    if (!checks.isEmpty()) {
      finding.put(
          name,
          checks.stream()
              .map(r -> Fields.of(kind + "-uuid", id(assessment, kind, r.check().id())))
              .toList());
    }
  }

  private static Map<String, @Nullable Object> prop(String name, String value) {
    return Fields.of("name", name, "ns", Fields.NAMESPACE, "value", value);
  }

  private static String token(RequirementResult result) {
    return Fields.token(result.framework(), result.requirement().id());
  }

  private static String id(Assessment assessment, String... names) {
    return OscalDocuments.id(assessment, names);
  }
}
