package org.pgevidence.fact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rows of fact, derived and context tables, wherever they are kept. A table is provided wholly or
 * not at all.
 */
public interface Facts {
  /** Whether the table was read; a table that was read may be empty. */
  boolean isProvided(String table);

  /**
   * Hands over each row of a table in the table's fixed order; none when it is not provided.
   * Streams: rows are not kept.
   */
  void forEach(String table, Consumer<Row> action);

  /**
   * As {@link #forEach}, but rows may be left out in which no column has one of the values: a
   * question about one object need not take a large table apart.
   */
  default void forEachWith(String table, Set<Object> values, Consumer<Row> action) {
    forEach(table, action);
  }

  /** What could not be read. */
  List<Gap> gaps();

  /** All rows of a table, for tables that fit in memory. */
  default List<Row> rows(String table) {
    List<Row> rows = new java.util.ArrayList<>();
    forEach(table, rows::add);
    return rows;
  }

  /** The row of a one-row table; empty when it is not provided. */
  default Optional<Row> single(String table) {
    return rows(table).stream().findFirst();
  }
}
