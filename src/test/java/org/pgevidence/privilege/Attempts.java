package org.pgevidence.privilege;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Really runs statements as a role, without keeping what they do. A statement that fails is undone
 * by the server's own function {@code public.attempt}.
 */
final class Attempts implements AutoCloseable {
  private final Connection connection;
  private final Statement statement;
  private final PreparedStatement attempt;
  private final Savepoint start;
  private long count;

  private Attempts(Connection connection) throws SQLException {
    this.connection = connection;
    statement = connection.createStatement();
    attempt = connection.prepareStatement("select public.attempt(?)");
    start = connection.setSavepoint();
  }

  /** Makes the function that every role may call. */
  static void prepare(Connection connection) throws SQLException {
    connection
        .createStatement()
        .execute(
            "create function public.attempt(text) returns boolean language plpgsql as $$"
                + " begin execute $1; return true; exception when others then return false; end $$;"
                + " grant usage on schema public to public");
  }

  /** A session as a login role; everything is rolled back when it is closed. */
  static Attempts as(Connection connection, String role) throws SQLException {
    connection.setAutoCommit(false);
    Attempts attempts = new Attempts(connection);
    attempts.statement.execute("set session authorization " + role);
    return attempts;
  }

  /** Whether the server lets the current role run a statement; what it did stays until closing. */
  boolean works(String sql) throws SQLException {
    count++;
    attempt.setString(1, sql);
    try (ResultSet rows = attempt.executeQuery()) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  /** As {@link #works}, after SET ROLE to another role. */
  boolean works(String role, String sql) throws SQLException {
    boolean isAllowed = works("set role " + role) && works(sql);
    works("set role none");
    return isAllowed;
  }

  /** As {@link #works}, and what it did is taken back at once. */
  boolean worksOnce(String role, String... sql) throws SQLException {
    Savepoint before = connection.setSavepoint();
    boolean isAllowed = works("set role " + role);
    for (String one : sql) {
      isAllowed = isAllowed && works(one);
    }
    connection.rollback(before);
    return isAllowed;
  }

  /** First column of the only row. */
  long number(String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** First column of every row. */
  List<String> names(String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** Statements tried so far. */
  long count() {
    return count;
  }

  @Override
  public void close() throws SQLException {
    connection.rollback(start);
    connection.rollback();
    connection.setAutoCommit(true);
    attempt.close();
    statement.close();
  }
}
