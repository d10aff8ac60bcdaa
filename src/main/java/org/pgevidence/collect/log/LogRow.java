package org.pgevidence.collect.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** A row being built by column names; columns that are not nullable start as '' or 0. */
final class LogRow {
  private final TableSchema table;
  private final @Nullable Object[] values;

  LogRow(String name) {
    table = Schema.standard().table(name);
    values = new @Nullable Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      var column = table.columns().get(i);
      if (!column.isNullable()) {
        values[i] =
            switch (column.type()) {
              case INTEGER -> (Object) 0L;
              case REAL -> 0.0;
              case TEXT -> "";
            };
      }
    }
  }

  /** Sets a column; null leaves it as it is. */
  LogRow set(String column, @Nullable Object value) {
    if (value != null) {
      values[table.index(column)] = value instanceof java.time.Instant at ? at.toString() : value;
    }
    return this;
  }

  @Nullable Object get(String column) {
    return values[table.index(column)];
  }

  /** Makes a column null again. */
  void clear(String column) {
    values[table.index(column)] = null;
  }

  boolean has(String column) {
    Object value = get(column);
    return value != null && !value.equals("");
  }

  String table() {
    return table.name();
  }

  @Nullable Object[] values() {
    return Arrays.copyOf(values, values.length);
  }
}
