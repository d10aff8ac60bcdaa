package org.pgevidence.collect.drill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pgevidence.collect.target.ConnectionFault;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.UserFault;

/**
 * Takes a manifest of a running server at a named restore point.
 *
 * <p>All databases are read in snapshots from before the restore point, and the point counts only
 * when no transaction that writes was open before it or ended around it; else another one is tried.
 * So the manifest is exactly what a recovery to the point must give. The only write is the restore
 * point itself, a record in the WAL.
 */
public final class SourceManifest {
  private static final int TRIES = 100;
  private static final String SNAPSHOT = "select pg_catalog.pg_current_snapshot()::text";

  private final Connector connector;
  private final Consumer<String> progress;

  /** For a server; {@code progress} gets a line per database. */
  public SourceManifest(Connector connector, Consumer<String> progress) {
    this.connector = connector;
    this.progress = progress;
  }

  /**
   * The manifest at a point whose name begins with {@code point}. Throws UserFault (exit code 5)
   * when a table can't be read or writing never stopped.
   */
  public Manifest take(String point) {
    String first = connector.target().database();
    try (Connection clock = connector.open(first)) {
      clock.setAutoCommit(true);
      List<String> databases = texts(clock, TableHashes.DATABASES);
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        Optional<Manifest> manifest =
            attempt(clock, databases, attempt == 1 ? point : point + "-" + attempt);
        if (manifest.isPresent()) {
          return manifest.get();
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (SQLException e) {
      throw ConnectionFault.broken(connector.target(), "taking the manifest", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw UserFault.io(
        "No restore point could be made while nothing was written: in each of "
            + TRIES
            + " tries a transaction was writing or was prepared. Take the manifest while writing rests.",
        new IllegalStateException("the server is never at rest"));
  }

  private Optional<Manifest> attempt(Connection clock, List<String> databases, String point)
      throws SQLException {
    Map<String, Connection> open = new LinkedHashMap<>();
    try {
      String before = text(clock, SNAPSHOT);
      boolean isAtRest = before.endsWith(":");
      for (String database : databases) {
        if (!isAtRest) {
          return Optional.empty();
        }
        Connection connection = connector.open(database);
        open.put(database, connection);
        begin(connection);
        isAtRest = text(connection, SNAPSHOT).equals(before);
      }
      Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      text(clock, "select pg_catalog.pg_create_restore_point('" + point.replace("'", "''") + "')");
      if (!isAtRest || !text(clock, SNAPSHOT).equals(before)) {
        return Optional.empty();
      }
      Map<String, TableHashes.Content> tables = new LinkedHashMap<>();
      for (Map.Entry<String, Connection> entry : open.entrySet()) {
        progress.accept("Reading the tables of " + entry.getKey());
        for (String query : texts(entry.getValue(), TableHashes.QUERIES)) {
          String line = TableHashes.escaped(entry.getKey()) + ": " + text(entry.getValue(), query);
          TableHashes.Entry table = TableHashes.Entry.of(line).orElseThrow();
          tables.put(table.name(), table.content());
        }
      }
      String system =
          text(clock, "select system_identifier::text from pg_catalog.pg_control_system()");
      return Optional.of(
          new Manifest(Optional.of(point), Optional.of(at), Optional.of(system), tables));
    } finally {
      for (Connection connection : open.values()) {
        connection.close();
      }
    }
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TableHashes.SETTINGS);
      statement.execute(
          "set session characteristics as transaction isolation level repeatable read, read only");
    }
    connection.setAutoCommit(false);
  }

  private static String text(Connection connection, String sql) throws SQLException {
    return texts(connection, sql).getFirst();
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }
}
