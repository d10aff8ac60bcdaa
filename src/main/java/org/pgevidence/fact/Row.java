package org.pgevidence.fact;

import org.jspecify.annotations.Nullable;

/**
 * One row of a table: values are Long, Double, String or null, in the order of the table's columns.
 *
 * <p>Engines that read many rows ask {@link TableSchema#index} once and use the positional
 * accessors.
 */
@SuppressWarnings("ArrayRecordComponent") // a row is read once and never compared
public record Row(TableSchema table, @Nullable Object[] values) {
  /** Value at a position; null where the fact is null. */
  public @Nullable Object value(int index) {
    return values[index];
  }

  /** Value of a column; null where the fact is null. */
  public @Nullable Object value(String column) {
    return values[table.index(column)];
  }

  /** Text of a column that is not nullable, or a bug. */
  public String text(String column) {
    return text(table.index(column));
  }

  /** Text at a position that is not nullable, or a bug. */
  public String text(int index) {
    if (values[index] instanceof String text) {
      return text;
    }
    throw new IllegalStateException(
        table.name() + "." + table.columns().get(index).name() + " is not text: " + values[index]);
  }

  /** Text of a nullable column. */
  public @Nullable String textOrNull(String column) {
    return (String) value(column);
  }

  /** Integer of a column that is not nullable, or a bug. */
  public long number(String column) {
    return number(table.index(column));
  }

  /** Integer at a position that is not nullable, or a bug. */
  public long number(int index) {
    if (values[index] instanceof Long number) {
      return number;
    }
    throw new IllegalStateException(
        table.name()
            + "."
            + table.columns().get(index).name()
            + " is not an integer: "
            + values[index]);
  }

  /** Integer of a nullable column. */
  public @Nullable Long numberOrNull(String column) {
    return (Long) value(column);
  }

  /** A 0/1 column as a boolean. */
  public boolean flag(String column) {
    return number(column) != 0;
  }
}
