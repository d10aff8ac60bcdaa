package org.pgevidence.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pgevidence.control.Severity;

/**
 * Where the failures lie: the checks of each subject by verdict, and their findings by severity.
 */
public final class FamilyTable {
  private static final List<String> VERDICTS = List.of("pass", "fail", "not assessed");

  private FamilyTable() {}

  /**
   * One subject.
   *
   * @param id folder of its checks
   * @param verdicts checks that pass, fail, are not assessed, and all others
   * @param severities findings, gravest first
   */
  public record Line(
      String id, String title, List<Integer> verdicts, List<Volume.Count> severities) {
    /** Copies the lists. */
    public Line {
      verdicts = List.copyOf(verdicts);
      severities = List.copyOf(severities);
    }
  }

  static List<Line> of(List<CheckSheet> checks) {
    Map<String, List<CheckSheet>> families = new LinkedHashMap<>();
    for (CheckSheet check : checks) {
      families.computeIfAbsent(check.family(), family -> new ArrayList<>()).add(check);
    }
    return families.entrySet().stream()
        .map(family -> line(family.getKey(), family.getValue()))
        .toList();
  }

  /** A family's folder as people read it. */
  static String title(String family) {
    return switch (family) {
      case "hba" -> "Client authentication rules";
      case "tls" -> "TLS";
      case "rls" -> "Row security";
      case "patch" -> "Versions and patches";
      case "data" -> "Data protection";
      case "encryption" -> "Encryption at rest";
      default -> family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1);
    };
  }

  private static Line line(String family, List<CheckSheet> checks) {
    List<Integer> verdicts = new ArrayList<>();
    for (String verdict : VERDICTS) {
      verdicts.add((int) checks.stream().filter(c -> c.verdict().equals(verdict)).count());
    }
    verdicts.add(checks.size() - verdicts.stream().mapToInt(Integer::intValue).sum());
    List<Volume.Count> severities = new ArrayList<>();
    for (Severity severity : List.of(Severity.values()).reversed()) {
      long findings =
          checks.stream()
              .flatMap(check -> check.findings().stream())
              .filter(finding -> finding.finding().severity() == severity)
              .count();
      severities.add(new Volume.Count(severity.word(), Words.sign(severity), (int) findings));
    }
    return new Line(family, title(family), verdicts, severities);
  }
}
