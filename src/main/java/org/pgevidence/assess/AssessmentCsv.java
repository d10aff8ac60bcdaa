package org.pgevidence.assess;

import java.util.List;
import java.util.stream.Collectors;

/** Findings as CSV (RFC 4180, lines end in CRLF); cells cannot start a spreadsheet formula. */
public final class AssessmentCsv {
  private static final List<String> HEADER =
      List.of(
          "id",
          "check",
          "severity",
          "base_severity",
          "subject",
          "sentence",
          "waiver",
          "waived_until",
          "fix",
          "undo");

  private AssessmentCsv() {}

  /** One line per finding, in the order of the checks. */
  public static String of(Assessment assessment) {
    StringBuilder out = new StringBuilder(line(HEADER));
    for (Finding finding : assessment.findings()) {
      out.append(
          line(
              List.of(
                  finding.id(),
                  finding.check(),
                  finding.severity().word(),
                  finding.baseSeverity().word(),
                  finding.subject(),
                  finding.sentence(),
                  finding.waiver().map(Finding.WaiverNote::id).orElse(""),
                  finding.waiver().map(Finding.WaiverNote::expires).orElse(""),
                  finding.fix(),
                  finding.undo())));
    }
    return out.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(AssessmentCsv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String text) {
    String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
