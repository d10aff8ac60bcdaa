package org.pgevidence.assess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pgevidence.control.Severity;

/** The assessment for a terminal: worst findings first, then what could not be assessed and why. */
public final class AssessmentText {
  private final StringBuilder out = new StringBuilder();
  private final Assessment assessment;

  private AssessmentText(Assessment assessment) {
    this.assessment = assessment;
  }

  /** Lines of text, each ended by a newline. */
  public static String of(Assessment assessment) {
    AssessmentText text = new AssessmentText(assessment);
    text.head();
    text.findings();
    text.open();
    text.requirements();
    text.waivers();
    return text.out.toString();
  }

  /** How many checks were judged, and with which verdicts: "3 checks: 1 pass, 2 not assessed". */
  public static String tally(Assessment assessment) {
    List<String> words = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = assessment.checks().stream().filter(r -> r.verdict() == verdict).count();
      if (count > 0) {
        words.add(count + " " + verdict.word().replace('_', ' '));
      }
    }
    return String.format(
        Locale.ROOT, "%d checks: %s", assessment.checks().size(), String.join(", ", words));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void head() {
    line(
        String.format(
            Locale.ROOT,
            "%s, PostgreSQL %s, collected %s",
            assessment.system(),
            assessment.server().version(),
            assessment.collectedAt()));
    line(String.format(Locale.ROOT, "facts sha256:%s", assessment.snapshotDigest()));
    line(
        String.format(
            Locale.ROOT,
            "catalogue %s sha256:%s",
            assessment.catalog().version(),
            assessment.catalog().digest()));
    line("");
    line(tally(assessment));
  }

  private void findings() {
    List<CheckResult> failed =
        assessment.checks().stream()
            .filter(result -> result.verdict() == Verdict.FAIL)
            .sorted(Comparator.comparing(AssessmentText::worst).reversed())
            .toList();
    for (CheckResult result : failed) {
      line("");
      line(
          String.format(
              Locale.ROOT,
              "%s %s: %s",
              worst(result).word().toUpperCase(Locale.ROOT),
              result.check().id(),
              result.check().title()));
      for (Finding finding : result.findings()) {
        String moved =
            finding.severity() == finding.baseSeverity()
                ? ""
                : " ("
                    + finding.severity().word()
                    + ", base "
                    + finding.baseSeverity().word()
                    + ")";
        line(
            String.format(
                Locale.ROOT, "  - %s%s  [%s]", printable(finding.sentence()), moved, finding.id()));
        finding
            .waiver()
            .ifPresent(
                note ->
                    line(
                        String.format(
                            Locale.ROOT,
                            "    waived until %s by %s, %s",
                            note.expires(),
                            note.approvedBy(),
                            note.id())));
        String start = "    fix: ";
        for (String part : finding.fix().lines().toList()) {
          line(start + printable(part));
          start = "         ";
        }
      }
    }
  }

  private static Severity worst(CheckResult result) {
    return result.findings().stream()
        .map(Finding::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.INFO);
  }

  private void open() {
    for (Verdict verdict : List.of(Verdict.NOT_ASSESSED, Verdict.NOT_APPLICABLE, Verdict.MANUAL)) {
      List<CheckResult> results =
          assessment.checks().stream().filter(result -> result.verdict() == verdict).toList();
      if (!results.isEmpty()) {
        line("");
        line(
            String.format(
                Locale.ROOT, "%s", verdict.word().replace('_', ' ').toUpperCase(Locale.ROOT)));
        results.forEach(
            result ->
                line(
                    String.format(
                        Locale.ROOT,
                        "  %s: %s%n    %s",
                        result.check().id(),
                        result.check().title(),
                        printable(result.reason().orElse("")))));
      }
    }
  }

  private void requirements() {
    if (assessment.requirements().isEmpty()) {
      return;
    }
    line("");
    line("REQUIREMENTS");
    assessment.requirements().stream()
        .collect(
            Collectors.groupingBy(
                RequirementResult::framework,
                java.util.LinkedHashMap::new,
                Collectors.groupingBy(
                    result -> result.verdict().word().replace('_', ' '),
                    java.util.TreeMap::new,
                    Collectors.counting())))
        .forEach(
            (framework, counts) ->
                line(
                    String.format(
                        Locale.ROOT,
                        "  %s: %s",
                        framework,
                        counts.entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .collect(Collectors.joining(", ")))));
  }

  private void waivers() {
    assessment.waivers().stream()
        .filter(use -> use.waiver().isExpiringSoon(assessment.collectedAt()))
        .forEach(
            use ->
                line(
                    String.format(
                        Locale.ROOT,
                        "%nWAIVER %s expires soon: last valid day %s, %d days left",
                        use.waiver().id(),
                        use.waiver().expires(),
                        use.waiver().daysLeft(assessment.collectedAt()))));
    assessment.waivers().stream()
        .filter(use -> use.state() != org.pgevidence.control.Waiver.State.LIVE)
        .forEach(
            use ->
                line(
                    String.format(
                        Locale.ROOT,
                        "%nWAIVER %s is %s (valid %s to %s)",
                        use.waiver().id(),
                        use.state().word(),
                        use.waiver().validFrom(),
                        use.waiver().expires())));
  }

  /** Control characters and marks that turn text around are shown as code points. */
  public static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              boolean isHidden =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              if (isHidden) {
                safe.append(String.format(Locale.ROOT, "\\u{%x}", point));
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }
}
