package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.assess.Finding;
import org.pgevidence.control.Check;
import org.pgevidence.control.Control;
import org.pgevidence.control.Severity;

/**
 * Heimdall Data Format (exec-json). HDF turns a waived control into "not applicable", which would
 * hide a failure; so results stay and the waiver is a tag.
 */
final class Hdf {
  /** Findings told of one check. */
  private static final int MOST = 2_000;

  private Hdf() {}

  static Map<String, @Nullable Object> of(Assessment assessment) {
    return Fields.of(
        "platform",
            Fields.of(
                "name", "PostgreSQL",
                "release", assessment.server().version(),
                "target_id", assessment.system()),
        "version", assessment.toolVersion(),
        "statistics", Fields.of("duration", 0),
        "profiles",
            List.of(
                Fields.of(
                    "name", "pgevidence",
                    "title", "pgevidence catalogue",
                    "version", assessment.catalog().version(),
                    "sha256", assessment.catalog().digest(),
                    "status", "loaded",
                    "supports", List.of(),
                    "attributes", List.of(),
                    "groups", List.of(),
                    "depends", List.of(),
                    "controls",
                        assessment.checks().stream()
                            .map(result -> control(result, assessment))
                            .toList())));
  }

  private static Map<String, @Nullable Object> control(CheckResult result, Assessment assessment) {
    Check check = result.check();
    Map<String, @Nullable Object> tags =
        Fields.of("nist", List.of(), "severity", check.severity().word());
    for (var framework : assessment.catalog().frameworks()) {
      tags.put(framework.id(), requirements(check.id(), framework.id(), assessment));
    }
    List<String> waivers =
        result.findings().stream()
            .flatMap(f -> f.waiver().stream().map(w -> f.id() + ": " + w.id()))
            .toList();
    if (!waivers.isEmpty()) {
      tags.put("waivers", waivers);
    }
    boolean isApplicable = result.verdict() != org.pgevidence.assess.Verdict.NOT_APPLICABLE;
    return Fields.of(
        "id", check.id(),
        "title", check.title(),
        "desc", check.why(),
        "descriptions", descriptions(check.test()),
        "impact", isApplicable ? impact(check.severity()) : 0.0,
        "refs", List.of(),
        "tags", tags,
        "code", check.test() instanceof Check.Test.Query query ? query.sql() : "",
        "source_location", Fields.of("ref", "controls/" + check.file(), "line", 1),
        "results", results(result, assessment.collectedAt()));
  }

  /** Viewers show what is labelled check and fix as texts of their own, beside the code. */
  private static List<Map<String, @Nullable Object>> descriptions(Check.Test test) {
    return switch (test) {
      case Check.Test.Query query -> {
        String check = "Run the code with sqlite3 over the pack's facts: replay.sql does.";
        List<Map<String, @Nullable Object>> described = new ArrayList<>();
        described.add(Fields.of("label", "check", "data", check));
        query.fix().ifPresent(fix -> described.add(Fields.of("label", "fix", "data", fix)));
        yield described;
      }
      case Check.Test.Attestation attestation ->
          List.of(Fields.of("label", "check", "data", attestation.ask()));
    };
  }

  private static List<String> requirements(String check, String framework, Assessment assessment) {
    return assessment.catalog().controls().stream()
        .filter(control -> control.checks().contains(check))
        .flatMap(control -> control.satisfies().stream())
        .filter(edge -> edge.framework().equals(framework))
        .map(Control.Edge::requirement)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Map<String, @Nullable Object>> results(CheckResult result, String at) {
    String about = result.passed() + " of " + result.examined() + " objects passed";
    return switch (result.verdict()) {
      case PASS -> List.of(one("passed", about, "", at));
      case FAIL -> failed(result.findings(), at);
      case NOT_ASSESSED -> List.of(one("error", "not assessed", result.reason().orElse(""), at));
      case NOT_APPLICABLE ->
          List.of(one("skipped", "not applicable", result.reason().orElse(""), at));
      case MANUAL -> List.of(one("skipped", "manual", "A person must answer.", at));
    };
  }

  /** The first findings, and one result for the others: viewers hold all in memory. */
  private static List<Map<String, @Nullable Object>> failed(List<Finding> findings, String at) {
    int more = findings.size() - MOST;
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    findings.stream()
        .limit(MOST)
        .forEach(f -> results.add(one("failed", f.subject(), f.sentence(), at)));
    if (more > 0) {
      results.add(one("failed", more + " more objects", "They stand in findings.json.", at));
    }
    return results;
  }

  private static Map<String, @Nullable Object> one(
      String status, String about, String message, String at) {
    Map<String, @Nullable Object> result =
        Fields.of("status", status, "code_desc", about, "run_time", 0, "start_time", at);
    if (!message.isEmpty()) {
      result.put(status.equals("skipped") ? "skip_message" : "message", message);
    }
    return result;
  }

  private static double impact(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 1.0;
      case HIGH -> 0.7;
      case MEDIUM -> 0.5;
      case LOW -> 0.3;
      case INFO -> 0.1;
    };
  }
}
