package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.assess.Finding;
import org.pgevidence.control.Check;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.LazyList;

/** SARIF 2.1.0: a rule per check, a result per finding, one result per check without findings. */
final class Sarif {
  /** Results of one run that its usual readers show; how many more there are stands in it. */
  private static final int MOST = 5_000;

  private Sarif() {}

  /** A result to come: of a finding, or of a check without one. */
  private record Item(int rule, CheckResult result, Optional<Finding> finding) {}

  static Map<String, @Nullable Object> of(Assessment assessment) {
    List<Item> items = new ArrayList<>();
    int leftOut = 0;
    for (int i = 0; i < assessment.checks().size(); i++) {
      CheckResult result = assessment.checks().get(i);
      if (result.findings().isEmpty()) {
        items.add(new Item(i, result, Optional.empty()));
      }
      for (Finding finding : result.findings()) {
        if (items.size() == MOST) {
          leftOut++;
          continue;
        }
        items.add(new Item(i, result, Optional.of(finding)));
      }
    }
    List<Map<String, @Nullable Object>> results =
        LazyList.of(
            items,
            item ->
                item.finding()
                    .map(
                        finding ->
                            failure(
                                assessment.system(), item.result().check(), finding, item.rule()))
                    .orElseGet(() -> whole(item.result(), item.rule())));
    return Fields.of(
        "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
        "version", "2.1.0",
        "runs",
            List.of(
                Fields.of(
                    "tool",
                    Fields.of(
                        "driver",
                        Fields.of(
                            "name", "pgevidence",
                            "version", assessment.toolVersion(),
                            "rules",
                                assessment.checks().stream()
                                    .map(result -> rule(result.check()))
                                    .toList())),
                    "automationDetails",
                    Fields.of("id", "pgevidence/" + assessment.system() + "/"),
                    "properties",
                    Fields.of(
                        "system",
                        assessment.system(),
                        "collectedAt",
                        assessment.collectedAt(),
                        "resultsLeftOut",
                        leftOut,
                        "snapshot",
                        "sha256:" + assessment.snapshotDigest(),
                        "catalog",
                        "sha256:" + assessment.catalog().digest()),
                    "results",
                    results)));
  }

  private static Map<String, @Nullable Object> rule(Check check) {
    return Fields.of(
        "id", check.id(),
        "shortDescription", Fields.of("text", check.title()),
        "fullDescription", Fields.of("text", check.why().isEmpty() ? check.title() : check.why()),
        "help", Fields.of("text", help(check)),
        "defaultConfiguration", Fields.of("level", level(check.severity())),
        "properties",
            Fields.of(
                "tags", List.of("security", check.family()),
                "security-severity", score(check.severity()),
                "severity", check.severity().word(),
                "family", check.family()));
  }

  /** What a reader of a result is shown beside it: why it matters, and how the check decides. */
  private static String help(Check check) {
    String reason = String.join(" ", check.why(), check.severityReason()).strip();
    String test =
        switch (check.test()) {
          case Check.Test.Query query ->
              "The check, a query over the collected facts:\n" + query.sql().strip();
          case Check.Test.Attestation question -> "A person answers: " + question.ask();
        };
    return (reason + "\n\n" + test).strip();
  }

  private static Map<String, @Nullable Object> whole(CheckResult result, int rule) {
    String kind =
        switch (result.verdict()) {
          case PASS -> "pass";
          case NOT_ASSESSED -> "open";
          case NOT_APPLICABLE -> "notApplicable";
          case MANUAL -> "review";
          case FAIL -> "fail";
        };
    String text =
        result.reason().orElse(result.passed() + " of " + result.examined() + " objects passed");
    return Fields.of(
        "ruleId",
        result.check().id(),
        "ruleIndex",
        rule,
        "kind",
        kind,
        "level",
        "none",
        "message",
        Fields.of("text", text),
        "locations",
        List.of(Fields.of("physicalLocation", definition(result.check()))),
        "partialFingerprints",
        fingerprints(result.check().id()));
  }

  /**
   * Where the test is written: a server has no lines, and readers such as GitHub refuse a result
   * without a file. What fails is the logical location.
   */
  private static Map<String, @Nullable Object> definition(Check check) {
    return Fields.of(
        "artifactLocation", Fields.of("uri", "controls/" + check.file()),
        "region", Fields.of("startLine", 1));
  }

  /** GitHub knows a result again by the second alone; all of a check share their line. */
  private static Map<String, @Nullable Object> fingerprints(String id) {
    return Fields.of(
        "pgevidence/v1", id, "primaryLocationLineHash", Digest.hex(id).substring(0, 16) + ":1");
  }

  private static Map<String, @Nullable Object> failure(
      String system, Check check, Finding finding, int rule) {
    Map<String, @Nullable Object> result =
        Fields.of(
            "ruleId", finding.check(),
            "ruleIndex", rule,
            "kind", "fail",
            "level", level(finding.severity()),
            "message", Fields.of("text", finding.sentence()),
            "locations",
                List.of(
                    Fields.of(
                        "physicalLocation",
                        definition(check),
                        "logicalLocations",
                        List.of(
                            Fields.of(
                                "fullyQualifiedName",
                                system + "/" + finding.subject(),
                                "kind",
                                "resource")))),
            "partialFingerprints", fingerprints(finding.id()),
            "properties",
                Fields.of(
                    "severity", finding.severity().word(),
                    "evidence", finding.evidence(),
                    "fix", finding.fix(),
                    "undo", finding.undo()));
    finding
        .waiver()
        .ifPresent(
            waiver ->
                result.put(
                    "suppressions",
                    List.of(
                        Fields.of(
                            "kind", "external",
                            "status", "accepted",
                            "justification",
                                "%s, until %s, approved by %s: %s"
                                    .formatted(
                                        waiver.id(),
                                        waiver.expires(),
                                        waiver.approvedBy(),
                                        waiver.justification())))));
    return result;
  }

  /** The bands in which GitHub orders results: above 9, 7, 4, and the rest. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
      case INFO -> "0.0";
    };
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }
}
