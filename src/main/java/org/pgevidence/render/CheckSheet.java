package org.pgevidence.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.CheckResult;
import org.pgevidence.control.Check;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.LazyList;

/**
 * A check and what it gave, as printed.
 *
 * @param query exact SQL; "" for a question to a person
 * @param ask the question; "" for a query
 * @param population rows examined, printed or not
 * @param populationDigest SHA-256 over the column names and rows as lines of JSON
 * @param passing subjects that passed, as far as they are printed
 * @param passingLeftOut subjects that passed and stand in the workbook only
 */
public record CheckSheet(
    CheckResult result,
    String id,
    String title,
    String family,
    String verdict,
    String sign,
    String reason,
    String severity,
    String severitySign,
    String severityReason,
    String why,
    String query,
    String ask,
    int examined,
    int passed,
    int undecided,
    int waived,
    List<FindingSheet> findings,
    int population,
    String populationDigest,
    List<String> passing,
    int passingLeftOut) {
  /** Subjects printed for one check. */
  static final int PRINTED_SUBJECTS = 60;

  /** Rows of one population that the report prints at most; the rest stands in the workbook. */
  static final int PRINTED_ROWS = 2_000;

  /** The same where the report would print more than 5,000 in all. */
  static final int PRINTED_ROWS_OF_MANY = 500;

  /** Copies the list of subjects; that of findings is made anew as it is read. */
  public CheckSheet {
    passing = List.copyOf(passing);
  }

  static List<CheckSheet> all(Assessment assessment) {
    return assessment.checks().stream().map(CheckSheet::of).toList();
  }

  private static CheckSheet of(CheckResult result) {
    Check check = result.check();
    String verdict = Words.plain(result.verdict());
    List<String> passing = passing(result);
    int shown = Math.min(PRINTED_SUBJECTS, passing.size());
    Severity severity = check.severity();
    return new CheckSheet(
        result,
        check.id(),
        check.title(),
        check.family(),
        verdict,
        Words.sign(verdict),
        result.reason().orElse(""),
        severity.word(),
        Words.sign(severity),
        check.severityReason(),
        check.why(),
        check.test() instanceof Check.Test.Query query ? query.sql() : "",
        check.test() instanceof Check.Test.Attestation attestation ? attestation.ask() : "",
        result.examined(),
        result.passed(),
        result.undecided().size(),
        (int) result.findings().stream().filter(f -> f.waiver().isPresent()).count(),
        LazyList.of(result.findings(), FindingSheet::of),
        result.rows().size(),
        digest(result),
        passing.subList(0, shown),
        passing.size() - shown);
  }

  private static List<String> passing(CheckResult result) {
    int subject = result.columns().indexOf("subject");
    int pass = result.columns().indexOf("pass");
    List<String> subjects = new ArrayList<>();
    if (subject >= 0 && pass >= 0) {
      for (List<@Nullable Object> row : result.rows()) {
        if (row.get(pass) instanceof Number number && number.longValue() == 1) {
          subjects.add(Words.value(row.get(subject)));
        }
      }
    }
    return subjects;
  }

  private static String digest(CheckResult result) {
    MessageDigest digest = Digest.sha256();
    digest.update((Json.compact(result.columns()) + "\n").getBytes(StandardCharsets.UTF_8));
    for (List<@Nullable Object> row : result.rows()) {
      digest.update((Json.compact(row) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
