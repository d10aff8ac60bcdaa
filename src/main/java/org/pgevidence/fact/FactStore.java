package org.pgevidence.fact;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Facts in an in-memory SQLite database. All tables of the schema exist, so that each check
 * compiles; {@link #isProvided} tells which of them were read. Loading is the only writing; {@link
 * #seal} makes the connection read-only for good.
 */
public final class FactStore implements AutoCloseable {
  private static final String MEMORY = "jdbc:sqlite::memory:";

  private final Connection connection;
  private final Set<String> provided = new LinkedHashSet<>();

  private FactStore(Connection connection) {
    this.connection = connection;
  }

  /** An empty store with all tables. */
  public static FactStore open() {
    try {
      Connection connection = DriverManager.getConnection(MEMORY);
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma journal_mode = off");
        statement.execute("pragma synchronous = off");
        statement.execute("begin");
        for (TableSchema table : Schema.standard().tables()) {
          statement.execute(table.ddl());
        }
        statement.execute("commit");
      }
      return new FactStore(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the in-memory store could not be opened", e);
    }
  }

  /** Loads every table that {@code facts} provides and that was not loaded before. */
  public void load(Facts facts) {
    load(facts, EnumSet.allOf(TableSchema.Kind.class));
  }

  /** The same for tables of some kinds. */
  public void load(Facts facts, Set<TableSchema.Kind> kinds) {
    for (TableSchema table : Schema.standard().tables()) {
      if (kinds.contains(table.kind())
          && facts.isProvided(table.name())
          && provided.add(table.name())) {
        load(table, facts);
      }
    }
  }

  private void load(TableSchema table, Facts facts) {
    String marks = table.columns().stream().map(column -> "?").collect(Collectors.joining(","));
    try (PreparedStatement insert =
        connection.prepareStatement("insert into " + table.name() + " values (" + marks + ")")) {
      connection.setAutoCommit(false);
      int[] pending = {0};
      facts.forEach(table.name(), row -> add(insert, row, pending));
      insert.executeBatch();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "Table " + table.name() + " could not be loaded: " + e.getMessage() + ". Collect again.",
          e);
    }
  }

  private static void add(PreparedStatement insert, Row row, int[] pending) {
    try {
      @Nullable Object[] values = row.values();
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.addBatch();
      if (++pending[0] % 1000 == 0) {
        insert.executeBatch();
      }
    } catch (SQLException e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "Table "
              + row.table().name()
              + " could not be loaded: "
              + e.getMessage()
              + ". Collect again.",
          e);
    }
  }

  /** Whether the table was read; a table that was read may be empty. */
  public boolean isProvided(String table) {
    return provided.contains(table);
  }

  /** The connection, for the check engine. */
  public Connection connection() {
    return connection;
  }

  /**
   * A store with the same content; empty where that takes more than so many bytes.
   *
   * @param most bytes of memory
   */
  public Optional<FactStore> copy(long most) {
    try {
      if (bytes() > most) {
        return Optional.empty();
      }
      byte[] content = connection.unwrap(SQLiteConnection.class).serialize("main");
      FactStore copy = new FactStore(DriverManager.getConnection(MEMORY));
      copy.connection.unwrap(SQLiteConnection.class).deserialize("main", content);
      copy.provided.addAll(provided);
      return Optional.of(copy);
    } catch (SQLException e) {
      throw new IllegalStateException("the in-memory store could not be copied", e);
    }
  }

  private long bytes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet size =
            statement.executeQuery(
                "select page_count * page_size from pragma_page_count, pragma_page_size")) {
      return size.getLong(1);
    }
  }

  /** From here on nothing can be written. */
  public void seal() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma query_only = on");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
