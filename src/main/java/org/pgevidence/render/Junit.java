package org.pgevidence.render;

import java.util.stream.Collectors;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;

/** JUnit XML: one test case per check. What was not assessed is an error, never a success. */
final class Junit {
  /** Findings told of one check. */
  private static final int MOST = 2_000;

  private Junit() {}

  static String of(Assessment assessment, boolean isWaivedOk) {
    int failures = 0;
    int errors = 0;
    int skipped = 0;
    StringBuilder cases = new StringBuilder();
    for (CheckResult result : assessment.checks()) {
      String outcome = outcome(result, isWaivedOk);
      failures += outcome.startsWith("<failure") ? 1 : 0;
      errors += outcome.startsWith("<error") ? 1 : 0;
      skipped += outcome.startsWith("<skipped") ? 1 : 0;
      cases.append(
          "    <testcase classname=\"%s\" name=\"%s\" time=\"0\">%s</testcase>\n"
              .formatted(xml(result.check().id()), xml(result.check().title()), outcome));
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite name="%s" tests="%d" failures="%d" errors="%d" skipped="%d" time="0" timestamp="%s">
    %s  </testsuite>
    </testsuites>
    """
        .formatted(
            xml(assessment.system()),
            assessment.checks().size(),
            failures,
            errors,
            skipped,
            assessment.collectedAt().replace("Z", ""),
            cases);
  }

  private static String outcome(CheckResult result, boolean isWaivedOk) {
    return switch (result.verdict()) {
      case PASS -> "";
      case FAIL ->
          isWaivedOk && result.findings().stream().allMatch(f -> f.waiver().isPresent())
              ? ""
              : "<failure type=\"%s\" message=\"%s\">%s</failure>"
                  .formatted(
                      result.check().severity().word(),
                      result.findings().size() + " of " + result.examined() + " objects fail",
                      xml(
                          result.findings().stream()
                                  .limit(MOST)
                                  .map(f -> f.id() + " " + f.sentence())
                                  .collect(Collectors.joining("\n"))
                              + (result.findings().size() > MOST
                                  ? "\nand more, see findings.json"
                                  : "")));
      case NOT_ASSESSED ->
          "<error type=\"not_assessed\" message=\"%s\"/>"
              .formatted(xml(result.reason().orElse("")));
      case NOT_APPLICABLE ->
          "<skipped message=\"not applicable: %s\"/>".formatted(xml(result.reason().orElse("")));
      case MANUAL -> "<skipped message=\"a person must answer\"/>";
    };
  }

  private static String xml(String text) {
    return Visible.shown(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
