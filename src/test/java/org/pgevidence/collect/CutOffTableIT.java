package org.pgevidence.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Snapshot;

/** Two databases are read at once, and one loses a table in the middle of its rows. */
class CutOffTableIT {
  @TempDir Path folder;

  @Test
  void tableCutOffInOneDatabaseIsProvidedInNone() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      server.execute("postgres", "create database second");
      server.execute("postgres", "select lo_create(0) from generate_series(1, 10)");
      server.execute("second", "select lo_create(0) from generate_series(1, 300000)");
      Thread canceller =
          Thread.ofPlatform().daemon().start(() -> cancelInTheMiddle(server, "largeobject"));

      Collector.collect(
          CollectRequest.of(PlainTarget.of(server, "postgres"), folder.resolve("snapshot")));

      canceller.interrupt();
      canceller.join();
      Snapshot snapshot = Snapshot.open(folder.resolve("snapshot"));
      assertFalse(snapshot.isProvided("large_object"));
      Map<String, String> reasons =
          snapshot.gaps().stream()
              .filter(gap -> gap.table().equals("large_object"))
              .collect(Collectors.toMap(Gap::database, Gap::reason));
      assertEquals(Set.of("postgres", "second"), reasons.keySet());
      assertTrue(reasons.toString().contains("postgres=large_object was cut off elsewhere"));
      assertTrue(reasons.toString().contains("canceling statement"), reasons.toString());
      assertEquals(
          List.of("postgres", "second"),
          snapshot.rows("schema").stream().map(row -> row.text("database")).distinct().toList());
    }
  }

  /** A session is idle between two portions of rows: cancels what it does after the first. */
  private static void cancelInTheMiddle(EmbeddedPostgres server, String words) {
    String session =
        " from pg_stat_activity where datname = 'second' and query like ? and state = ";
    try (Connection connection = server.connect("postgres");
        PreparedStatement begun =
            connection.prepareStatement("select 1" + session + "'idle in transaction'");
        PreparedStatement cancel =
            connection.prepareStatement("select pg_cancel_backend(pid)" + session + "'active'")) {
      for (PreparedStatement statement : List.of(begun, cancel)) {
        statement.setString(1, "%" + words + "%");
        await(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(PreparedStatement statement) throws SQLException {
    while (!Thread.currentThread().isInterrupted() && !statement.executeQuery().next()) {
      Thread.onSpinWait();
    }
  }
}
