package org.pgevidence.fact;

import java.util.List;
import java.util.Optional;

/**
 * Something that could not be read, so that nothing which depends on it is ever a pass.
 *
 * @param table fact table
 * @param database database, or "" for cluster-wide facts
 * @param columns missing columns when extent is COLUMNS, else empty
 * @param subject what is missing inside the table (a file, a row's key); "" for the whole
 * @param reason what was tried and what was met
 * @param missingRight the right that is missing; empty when no right would help
 * @param remedy what to do; SQL where a grant helps
 */
public record Gap(
    String table,
    String database,
    Extent extent,
    List<String> columns,
    String subject,
    String reason,
    Optional<String> missingRight,
    String remedy) {
  /** How much of the table is missing. */
  public enum Extent {
    TABLE,
    ROWS,
    COLUMNS
  }

  /** Copies the list. */
  public Gap {
    columns = List.copyOf(columns);
  }

  /** A whole table that could not be read in one database ("" for cluster-wide). */
  public static Gap table(String table, String database, String reason, String remedy) {
    return new Gap(table, database, Extent.TABLE, List.of(), "", reason, Optional.empty(), remedy);
  }
}
