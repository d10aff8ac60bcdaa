package org.pgevidence.render;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.assess.Verdict;

/**
 * An in-toto statement (v1) with a test-result predicate (v0.1) over the snapshot. By that
 * predicate's specification a warned test has passed, and a policy may take it so: checks that were
 * not assessed, or are for people to answer, stand in no list, and the result is never PASSED
 * beside them. Nor is it when no check passed.
 */
final class Statement {
  private Statement() {}

  static Map<String, @Nullable Object> of(Assessment assessment) {
    List<String> failed = ids(assessment, Verdict.FAIL);
    List<String> passed = ids(assessment, Verdict.PASS);
    boolean isOpen =
        assessment.checks().stream()
            .map(CheckResult::verdict)
            .anyMatch(Set.of(Verdict.NOT_ASSESSED, Verdict.MANUAL)::contains);
    String result = !failed.isEmpty() ? "FAILED" : isOpen || passed.isEmpty() ? "WARNED" : "PASSED";
    return Fields.of(
        "_type",
        "https://in-toto.io/Statement/v1",
        "subject",
        List.of(resource("facts/snapshot.json", assessment.snapshotDigest())),
        "predicateType",
        "https://in-toto.io/attestation/test-result/v0.1",
        "predicate",
        Fields.of(
            "result", result,
            "configuration", List.of(resource("catalog", assessment.catalog().digest())),
            "passedTests", passed,
            "warnedTests", List.of(),
            "failedTests", failed));
  }

  private static Map<String, @Nullable Object> resource(String name, String digest) {
    return Fields.of("name", name, "digest", Fields.of("sha256", digest));
  }

  private static List<String> ids(Assessment assessment, Verdict verdict) {
    return assessment.checks().stream()
        .filter(result -> result.verdict() == verdict)
        .map(result -> result.check().id())
        .toList();
  }
}
