package org.pgevidence.assess;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.control.Catalog;
import org.pgevidence.fact.FactStore;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.UserFault;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * The store that checks run in: facts, derived rows, context and the catalogue's views. After
 * loading nothing can be written but the parameters of the check at hand; nothing outside can be
 * reached.
 */
public final class CheckStore implements AutoCloseable {
  private static final int MAX_VALUE_BYTES = 16 << 20;
  private static final long MAX_COPY_BYTES = 32 << 20;

  private final FactStore store;
  private final Reads.Roots roots;

  private CheckStore(FactStore store, Reads.Roots roots) {
    this.store = store;
    this.roots = roots;
  }

  /** Loads facts and makes the views. */
  public static CheckStore load(Facts facts, List<Catalog.View> views) {
    return load(FactStore.open(), facts, views);
  }

  /** The same where some of the facts are in the store already. */
  static CheckStore load(FactStore store, Facts facts, List<Catalog.View> views) {
    store.load(facts);
    for (Catalog.View view : views) {
      try (Statement statement = store.connection().createStatement()) {
        statement.execute(view.sql());
      } catch (SQLException e) {
        throw UserFault.usage(
            "View " + view.name() + " of the catalogue could not be made: " + e.getMessage());
      }
    }
    return sealed(store);
  }

  private static CheckStore sealed(FactStore store) {
    try {
      SQLiteConnection connection = store.connection().unwrap(SQLiteConnection.class);
      connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
      connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
      store.seal();
      return new CheckStore(store, Reads.Roots.of(connection));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A second store to run checks in at the same time; none where it would take much memory. */
  Optional<CheckStore> copy() {
    return store.copy(MAX_COPY_BYTES).map(CheckStore::sealed);
  }

  /** The connection; read-only. */
  public Connection connection() {
    return store.connection();
  }

  /** Whether a table was provided. */
  public boolean isProvided(String table) {
    return store.isProvided(table);
  }

  /** What a query reads. */
  Reads reads(String sql) throws SQLException {
    return Reads.of(connection(), roots, sql);
  }

  /** Makes the parameters of one check readable until the returned scope is closed. */
  Scope parameters(Map<String, List<String>> parameters) throws SQLException {
    if (parameters.isEmpty()) {
      return () -> {};
    }
    execute("pragma query_only = off");
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      execute("create temp table " + parameter.getKey() + " (value)");
      try (PreparedStatement insert =
          connection().prepareStatement("insert into " + parameter.getKey() + " values (?)")) {
        for (String value : parameter.getValue()) {
          insert.setObject(
              1, value.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(value) : value);
          insert.executeUpdate();
        }
      }
    }
    execute("pragma query_only = on");
    return () -> {
      execute("pragma query_only = off");
      for (String name : parameters.keySet()) {
        execute("drop table temp." + name);
      }
      execute("pragma query_only = on");
    };
  }

  /** What ends when it is closed. */
  interface Scope extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
