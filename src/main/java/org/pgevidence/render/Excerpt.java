package org.pgevidence.render;

import java.util.List;

/**
 * How many rows of a check stand in the forms of the report that people open. Up to {@link #WHOLE}
 * rows in all, every one; beyond, a browser or spreadsheet could not open them, and each check
 * shows its first ones and says how many more findings.json and the facts hold.
 */
record Excerpt(boolean isWhole) {
  /** Findings and examined objects that still stand there whole. */
  static final int WHOLE = 150_000;

  /** Rows of one check beyond. */
  static final int ROWS = CheckSheet.PRINTED_ROWS_OF_MANY;

  static Excerpt of(Report report) {
    long rows =
        report.checks().stream()
            .mapToLong(check -> check.findings().size() + (long) check.population())
            .sum();
    return new Excerpt(rows <= WHOLE);
  }

  /** The rows to show. */
  <T> List<T> of(List<T> rows) {
    return isWhole || rows.size() <= ROWS ? rows : rows.subList(0, ROWS);
  }

  /** Of a register over all checks. */
  <T> List<T> ofAll(List<T> rows) {
    return isWhole || rows.size() <= 10 * ROWS ? rows : rows.subList(0, 10 * ROWS);
  }

  /** What a report says of it; empty when nothing was left out. */
  String note() {
    return isWhole
        ? ""
        : "Each check shows its first "
            + ROWS
            + " findings and examined objects here; all are in findings.json and, by their facts,"
            + " in replay.sql of the pack.";
  }
}
