package org.pgevidence.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check: a select over the fact store with one row per examined object, its words, and examples
 * that prove it can fail.
 *
 * @param id as in the catalogue for good, e.g. ROLE-001; never reused
 * @param family folder it stands in, e.g. roles
 * @param title the expected state as a sentence
 * @param severityReason why that severity
 * @param why what goes wrong when it fails, at most three lines
 * @param parameters name → values; each is a one-column table named after it
 * @param test how it is judged
 * @param file path inside the catalogue, for messages
 */
public record Check(
    String id,
    String family,
    String title,
    Severity severity,
    String severityReason,
    String why,
    Map<String, List<String>> parameters,
    Test test,
    String file) {
  /** Copies the collections. */
  public Check {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** How a check is judged. */
  public sealed interface Test {
    /**
     * A query over the fact store.
     *
     * @param sql one select with columns subject, pass (1, 0, null) and evidence
     * @param finding sentence with {column} placeholders
     * @param fix SQL or words with {column:ident}, {column:literal} or {column}; empty when no
     *     statement helps
     * @param undo what takes the fix back, likewise
     * @param empty verdict of an empty population
     * @param appliesTo select of one row, one column: 0 means not applicable; empty = always
     *     applies
     * @param refinedBy tables of the context or of logs that read as empty where they are not
     *     provided
     */
    record Query(
        String sql,
        String finding,
        Optional<String> fix,
        Optional<String> undo,
        Empty empty,
        Optional<Applicability> appliesTo,
        List<String> refinedBy,
        List<Example> examples)
        implements Test {
      /** Copies the lists. */
      public Query {
        refinedBy = List.copyOf(refinedBy);
        examples = List.copyOf(examples);
      }
    }

    /**
     * A question to a person: the result is manual.
     *
     * @param ask what the reader must attach or confirm
     */
    record Attestation(String ask) implements Test {}
  }

  /** What an empty population means; the reason is printed. */
  public record Empty(Meaning meaning, String reason) {
    /** Verdict of a check that examined nothing. */
    public enum Meaning {
      NOT_ASSESSED,
      PASS,
      NOT_APPLICABLE
    }
  }

  /** When a check applies at all: a select of one value, and the reason printed when it is 0. */
  public record Applicability(String sql, String reason) {}

  /**
   * Given rows and the subjects that must fail; all other subjects must pass, those in undecided
   * must be null.
   *
   * @param given table → rows as column → value; columns left out take a neutral value
   * @param missing tables that were not provided
   * @param verdict expected verdict where subjects alone do not say it, e.g. not_applicable
   * @param parameters values that replace those of the check
   * @param line where it stands
   */
  public record Example(
      Map<String, List<Map<String, @Nullable Object>>> given,
      List<String> fails,
      List<String> undecided,
      List<String> missing,
      Optional<String> verdict,
      Map<String, List<String>> parameters,
      int line) {
    /** Copies the collections. */
    public Example {
      given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
      fails = List.copyOf(fails);
      undecided = List.copyOf(undecided);
      missing = List.copyOf(missing);
      parameters = Map.copyOf(parameters);
    }
  }
}
