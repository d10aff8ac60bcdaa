package org.pgevidence.fact;

import java.util.List;

/**
 * One table as {@code schema/*.sql} declares it.
 *
 * @param kind who fills it
 * @param ddl the create statement, without the semicolon
 * @param documentation the comment above it: one row per what, the right it needs, since which
 *     major
 * @param key names of the primary key columns, in order
 */
public record TableSchema(
    String name,
    Kind kind,
    String ddl,
    String documentation,
    List<ColumnSchema> columns,
    List<String> key) {
  /** Who fills a table. */
  public enum Kind {
    /** {@code collect}, from a server, a log or a file. */
    FACT,
    /** An engine, from facts. */
    DERIVED,
    /** The user's YAML. */
    CONTEXT
  }

  /** Copies the lists. */
  public TableSchema {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /** Position of a column from 0. Throws IllegalArgumentException when there is none: a bug. */
  public int index(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("table " + name + " has no column " + column);
  }

  /** Names of all columns, in order. */
  public List<String> columnNames() {
    return columns.stream().map(ColumnSchema::name).toList();
  }
}
