package org.pgevidence.collect.hba;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads files on the server by pg_read_binary_file, pg_stat_file and pg_ls_dir. Right: superuser,
 * or pg_read_server_files with EXECUTE on the three functions. Sets savepoints, so that a file that
 * can't be read does not end the transaction.
 */
public final class SqlServerFiles implements ServerFiles {
  private static final String READ =
      "select pg_catalog.pg_read_binary_file(p.path, 0, 16777216, true) as bytes, s.modification"
          + " from (select ?::text as path) p"
          + " left join lateral pg_catalog.pg_stat_file(p.path, true) s on true";
  private static final String LIST =
      "select name from pg_catalog.pg_ls_dir(?, false, false) as name"
          + " where not coalesce((pg_catalog.pg_stat_file(? || '/' || name, true)).isdir, false)"
          + " order by name collate \"C\"";

  private final Connection connection;

  /** Reads through a connection, inside or outside a transaction. */
  public SqlServerFiles(Connection connection) {
    this.connection = connection;
  }

  /** The statement that reads one file, for provenance. */
  public static String readStatement() {
    return READ;
  }

  @Override
  public Answer read(String path) {
    try {
      return guarded(
          () -> {
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
              statement.setString(1, path);
              try (ResultSet result = statement.executeQuery()) {
                result.next();
                byte[] bytes = result.getBytes(1);
                if (bytes == null) {
                  return new Answer.Unreadable(true, "No such file or directory");
                }
                Timestamp modified = result.getTimestamp(2);
                return new Answer.Content(
                    bytes, Optional.ofNullable(modified).map(Timestamp::toInstant));
              }
            }
          });
    } catch (SQLException e) {
      return new Answer.Unreadable(false, reason(e));
    }
  }

  @Override
  public Listing list(String folder) {
    try {
      return guarded(
          () -> {
            try (PreparedStatement statement = connection.prepareStatement(LIST)) {
              statement.setString(1, folder);
              statement.setString(2, folder);
              List<String> names = new ArrayList<>();
              try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                  names.add(result.getString(1));
                }
              }
              return new Listing(names, true);
            }
          });
    } catch (SQLException e) {
      return new Listing(List.of(), false);
    }
  }

  /** What the operating system said when the message ends in it, else the whole message. */
  private static String reason(SQLException fault) {
    String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    int colon = message.lastIndexOf("\": ");
    return message.contains("could not open file") && colon > 0
        ? message.substring(colon + 3)
        : message;
  }

  private <T> T guarded(Query<T> query) throws SQLException {
    if (connection.getAutoCommit()) {
      return query.run();
    }
    Savepoint savepoint = connection.setSavepoint();
    try {
      T result = query.run();
      connection.releaseSavepoint(savepoint);
      return result;
    } catch (SQLException e) {
      connection.rollback(savepoint);
      throw e;
    }
  }

  private interface Query<T> {
    T run() throws SQLException;
  }
}
