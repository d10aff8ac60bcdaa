package org.pgevidence.fact;

/**
 * One column of a table as {@code schema/*.sql} declares it.
 *
 * @param name lower case, as in SQL
 * @param type SQLite STRICT type
 * @param isNullable whether null is allowed; the documentation says what it means
 * @param documentation the comment behind the column: unit, source, meaning of null
 */
public record ColumnSchema(String name, Type type, boolean isNullable, String documentation) {
  /** Storage classes of a STRICT table that we use. */
  public enum Type {
    INTEGER,
    REAL,
    TEXT
  }
}
