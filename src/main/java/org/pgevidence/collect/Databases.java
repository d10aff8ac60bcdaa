package org.pgevidence.collect;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.UserFault;

/**
 * The server's databases, which of them are wanted, and what became of each; written at the end.
 */
final class Databases implements RowSink {
  private static final int NAME = 1;
  private static final int QUOTED = 2;
  private static final int ALLOWS_CONNECTIONS = 4;
  private static final int IS_TEMPLATE = 5;

  private final List<String> requested;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final Map<String, String> skipped = new HashMap<>();

  Databases(List<String> requested) {
    this.requested = requested;
  }

  @Override
  public void accept(ResultSet row) throws SQLException {
    List<ColumnSchema> columns = Schema.standard().table("database").columns();
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length - 2; i++) {
      values[i] = CopySink.value(row, i + 1, columns.get(i).type());
    }
    rows.add(values);
    String name = String.valueOf(values[NAME]);
    if (!Long.valueOf(1).equals(values[ALLOWS_CONNECTIONS])) {
      skipped.put(name, "it does not allow connections");
    } else if (!requested.isEmpty() && !requested.contains(name)) {
      skipped.put(name, "it was not named with --databases");
    } else if (requested.isEmpty() && Long.valueOf(1).equals(values[IS_TEMPLATE])) {
      skipped.put(name, "it is a template");
    }
  }

  /**
   * Throws UserFault (exit code 2) when a requested database does not exist or refuses connections.
   */
  void check() {
    List<String> known = rows.stream().map(row -> String.valueOf(row[NAME])).toList();
    for (String name : requested) {
      if (!known.contains(name)) {
        throw UserFault.usage(
            "--databases names \""
                + name
                + "\", which the server does not have. It has "
                + String.join(", ", known)
                + ".");
      }
    }
  }

  /** Names of the databases to read, in the order of their OIDs. */
  List<String> wanted() {
    return rows.stream().map(row -> String.valueOf(row[NAME])).filter(this::isWanted).toList();
  }

  /** Whether a database is to be read. */
  boolean isWanted(String name) {
    return !skipped.containsKey(name);
  }

  /** The name as the server quotes it. */
  String quoted(String name) {
    return rows.stream()
        .filter(row -> name.equals(row[NAME]))
        .map(row -> String.valueOf(row[QUOTED]))
        .findFirst()
        .orElse(name);
  }

  /** A database that was meant to be read and could not be. */
  void markSkipped(String name, String reason) {
    skipped.put(name, reason);
  }

  /** Writes one row each. */
  void write(SnapshotWriter writer) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    var table = writer.table("database");
    for (@Nullable Object[] row : rows) {
      String reason = skipped.get(String.valueOf(row[NAME]));
      row[row.length - 2] = reason == null ? 1L : 0L;
      row[row.length - 1] = reason;
      table.row(row);
    }
  }

  @Override
  public List<Written> written() {
    return List.of(new Written("database", "", rows.size()));
  }
}
