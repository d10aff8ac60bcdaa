package org.pgevidence.collect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.SnapshotWriter;

/**
 * How each table was read, as rows of the table {@code provenance}; kept until the end of the run.
 */
final class Provenance {
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /** A query's result in a database ("" for cluster-wide facts). */
  void query(
      RowSink.Written written,
      String database,
      FactQuery query,
      Reader reader,
      String startedAt,
      Optional<Long> independentCount) {
    String parameters = Json.compact(Parameters.bind(query.sql()).named());
    rows.add(
        new @Nullable Object[] {
          written.table(),
          database,
          written.part(),
          query.sql(),
          Digest.hex(query.sql()),
          parameters,
          reader.role(),
          Json.compact(reader.rights()),
          startedAt,
          Clock.now(),
          reader.serverClockAt(),
          written.rows(),
          independentCount.orElse(null)
        });
  }

  /** A file's result: digest of its bytes and rows that came of it. */
  void file(String table, String path, String sha256, String startedAt, long rowCount) {
    rows.add(
        new @Nullable Object[] {
          table,
          "",
          path,
          path,
          sha256,
          "{}",
          null,
          null,
          startedAt,
          Clock.now(),
          null,
          rowCount,
          null
        });
  }

  /** Appends all rows of another. */
  void add(Provenance other) {
    rows.addAll(other.rows);
  }

  /** Whether a table was read in any database. */
  boolean has(String table) {
    return rows.stream().anyMatch(row -> table.equals(row[0]));
  }

  /** Names of the databases in which a table was read. */
  List<String> databases(String table) {
    return rows.stream()
        .filter(row -> table.equals(row[0]))
        .map(row -> String.valueOf(row[1]))
        .distinct()
        .toList();
  }

  /** Forgets a table whose rows were withdrawn. */
  void withdraw(String table) {
    rows.removeIf(row -> table.equals(row[0]));
  }

  /** Writes all rows. */
  void write(SnapshotWriter writer) throws IOException {
    var table = writer.table("provenance");
    for (@Nullable Object[] row : rows) {
      table.row(row);
    }
  }
}
