package org.pgevidence.collect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one database: a single read-only transaction at isolation level repeatable
 * read, in which every query sees the same catalog. Each query runs behind a savepoint (the
 * driver's autosave), so that a refused one does not end the transaction.
 */
final class Session implements AutoCloseable {
  private static final int FETCH = 10_000;

  /**
   * What holds for the session; it changes nothing on the server. Reset values stay visible in
   * pg_settings. A role that the database or the login sets would read with other rights than those
   * that are tested and stated.
   */
  private static final String SETTINGS =
      """
      set role none; set session characteristics as transaction isolation level repeatable read, read only;
      set search_path = pg_catalog; set lock_timeout = '2s'; set statement_timeout = '120s';
      set idle_in_transaction_session_timeout = '120s'; set quote_all_identifiers = off;
      set jit = off; set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set application_name = 'pgevidence'""";

  private final Connection connection;
  private final String database;
  private final Reader reader;

  private Session(Connection connection, String database, Reader reader) {
    this.connection = connection;
    this.database = database;
    this.reader = reader;
  }

  /** Starts the transaction on a fresh connection, which is closed with the session. */
  static Session start(Connection connection, String database) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      connection.setAutoCommit(false);
      try (ResultSet row = statement.executeQuery(Reader.SQL)) {
        row.next();
        String rights = row.getString(4);
        return new Session(
            connection,
            database,
            new Reader(
                row.getString(1),
                row.getString(2),
                row.getInt(3) == 1,
                rights.isEmpty() ? List.of() : List.of(rights.split(",")),
                row.getInt(5),
                row.getInt(6) == 1,
                row.getString(7)));
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Who reads. */
  Reader reader() {
    return reader;
  }

  /** The connection, for readers that bring their own statements. */
  Connection connection() {
    return connection;
  }

  /** Database of the connection. */
  String database() {
    return database;
  }

  /** Handles the rows of a query, streamed. */
  @FunctionalInterface
  interface Rows {
    /** Called with the cursor on each row. */
    void accept(ResultSet row) throws SQLException, java.io.IOException;
  }

  /** Runs a query and hands over each row. */
  void query(Parameters.Bound query, Rows rows) throws SQLException, java.io.IOException {
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      statement.setFetchSize(FETCH);
      for (int i = 0; i < query.values().size(); i++) {
        statement.setString(i + 1, query.values().get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.accept(result);
        }
      }
    }
  }

  /** First column of the only row. */
  @Nullable String text(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
