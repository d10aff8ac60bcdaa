package org.pgevidence.collect;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.TableWriter;

/** Copies rows column by column, with the database in front where the table's key has it. */
final class CopySink implements RowSink {
  private final TableWriter table;
  private final ColumnSchema.Type[] types;
  private final @Nullable Object[] values;
  private final int offset;
  private long rows;

  CopySink(TableWriter table, String database) {
    this.table = table;
    types =
        table.table().columns().stream().map(ColumnSchema::type).toArray(ColumnSchema.Type[]::new);
    values = new @Nullable Object[types.length];
    offset = table.table().key().get(0).equals("database") ? 1 : 0;
    if (offset == 1) {
      values[0] = database;
    }
  }

  @Override
  public void accept(ResultSet row) throws SQLException, IOException {
    for (int i = offset; i < values.length; i++) {
      values[i] = value(row, i - offset + 1, types[i]);
    }
    table.row(values);
    rows++;
  }

  @Override
  public List<Written> written() {
    return List.of(new Written(table.table().name(), "", rows));
  }

  /** One value as the column's type; null where the server's is. */
  static @Nullable Object value(ResultSet row, int index, ColumnSchema.Type type)
      throws SQLException {
    Object value =
        switch (type) {
          case INTEGER -> (Object) row.getLong(index);
          case REAL -> (Object) row.getDouble(index);
          case TEXT -> row.getString(index);
        };
    return row.wasNull() ? null : value;
  }
}
