package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.pgevidence.assess.Assessment;
import org.pgevidence.control.Severity;

/**
 * What the first pages say.
 *
 * @param warnings what a reader must know before trusting the report, as sentences
 * @param severities findings by severity, gravest first
 * @param verdicts checks by verdict
 */
public record Cover(
    String system,
    String collectedAt,
    String server,
    String systemIdentifier,
    String state,
    String toolVersion,
    String catalog,
    String frameworks,
    String factsSignature,
    List<String> warnings,
    List<SeverityCount> severities,
    List<Volume.Count> verdicts,
    int checks,
    int findings,
    int waived) {
  /** Copies the lists. */
  public Cover {
    warnings = List.copyOf(warnings);
    severities = List.copyOf(severities);
    verdicts = List.copyOf(verdicts);
  }

  /** Findings of one severity; waived is how many of them carry a live waiver. */
  public record SeverityCount(String word, String sign, int number, int waived) {}

  static Cover of(Report report) {
    Assessment assessment = report.assessment();
    Assessment.Server server = assessment.server();
    var findings = report.checks().stream().flatMap(check -> check.findings().stream()).toList();
    List<SeverityCount> severities = new ArrayList<>();
    for (Severity severity : List.of(Severity.values()).reversed()) {
      var some = findings.stream().filter(f -> f.finding().severity() == severity).toList();
      int waived = (int) some.stream().filter(FindingSheet::isWaived).count();
      severities.add(new SeverityCount(severity.word(), Words.sign(severity), some.size(), waived));
    }
    return new Cover(
        assessment.system(),
        Words.instant(assessment.collectedAt()),
        server.version().isEmpty() ? "no server was read" : "PostgreSQL " + server.version(),
        server.systemIdentifier().isEmpty() ? "–" : server.systemIdentifier(),
        server.version().isEmpty()
            ? "–"
            : server.inRecovery() ? "standby (in recovery)" : "primary",
        assessment.toolVersion(),
        assessment.catalog().version(),
        report.volumes().stream().map(Volume::title).collect(Collectors.joining(", ")),
        report
            .issue()
            .factsSigner()
            .map(signer -> "Facts signed at collection by " + signer + ".")
            .orElse("Facts not signed at collection."),
        warnings(report),
        severities,
        verdicts(report),
        report.checks().size(),
        findings.size(),
        severities.stream().mapToInt(SeverityCount::waived).sum());
  }

  private static List<Volume.Count> verdicts(Report report) {
    Map<String, Long> numbers =
        report.checks().stream()
            .collect(Collectors.groupingBy(CheckSheet::verdict, Collectors.counting()));
    return List.of("pass", "fail", "not assessed", "not applicable", "manual").stream()
        .map(
            word ->
                new Volume.Count(
                    word,
                    Words.sign(word),
                    Objects.requireNonNull(numbers.getOrDefault(word, 0L)).intValue()))
        .toList();
  }

  private static List<String> warnings(Report report) {
    List<String> warnings = new ArrayList<>();
    if (report.issue().isDemoIdentity()) {
      warnings.add(
          "Demo identity: the certificate was made by this program for itself. The signature shows"
              + " that the pack was not changed, not who made it.");
    }
    if (report.issue().sealer().isEmpty()) {
      warnings.add("This report is not signed.");
    }
    report.issue().redacted().ifPresent(warnings::add);
    warnings.addAll(report.issue().signatureNotes());
    if (!report.scope().gaps().isEmpty()) {
      int gaps = report.scope().gaps().size();
      warnings.add(
          (gaps == 1 ? "One thing" : gaps + " things")
              + " could not be read; checks that need it are not assessed: see Scope.");
    }
    return warnings;
  }
}
