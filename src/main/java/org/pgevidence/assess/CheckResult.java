package org.pgevidence.assess;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Check;

/**
 * What a check gave.
 *
 * @param reason why it is not assessed or not applicable; empty for the other verdicts
 * @param examined objects examined
 * @param undecided objects for which the check could not decide, with the reason
 * @param columns column names of the population
 * @param rows the whole population, each row in the order of columns
 */
public record CheckResult(
    Check check,
    Verdict verdict,
    Optional<String> reason,
    int examined,
    int passed,
    List<Undecided> undecided,
    List<Finding> findings,
    List<String> columns,
    List<List<@Nullable Object>> rows) {
  /** Copies the lists; the rows are not copied. */
  public CheckResult {
    undecided = List.copyOf(undecided);
    findings = List.copyOf(findings);
    columns = List.copyOf(columns);
  }

  /** An object for which the check could not decide. */
  public record Undecided(String subject, String reason) {}
}
