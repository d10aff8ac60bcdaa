package org.pgevidence.assess;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/**
 * The rows of a check, sorted by subject in order of code points.
 *
 * @param origins table that each column comes from directly; "" for expressions
 * @param fault how the rows break the row contract; empty when they keep it
 */
record Population(
    List<String> columns,
    List<String> origins,
    List<List<@Nullable Object>> rows,
    Optional<String> fault) {
  static final String NOT_PROVIDED = "not provided";
  private static final int MAX_ROWS = 1_000_000;
  private static final int MAX_REPEATED = 20_000;
  private static final long MAX_CHARS = 256L << 20;
  private static final int STEPS_PER_CALL = 1_000_000;
  private static final int MAX_CALLS = 20_000;

  /** Order of texts by code point, as SQLite and {@code LC_ALL=C sort} have it. */
  static final Comparator<String> BY_CODE_POINT =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  /**
   * Runs a query. A limit on steps, not on time, so that the same facts give the same answer on any
   * machine. Throws SQLException when it does not compile or exceeds the limit.
   */
  static Population run(CheckStore store, String sql) throws SQLException {
    return run(store, sql, MAX_CALLS);
  }

  static Population run(CheckStore store, String sql, int maxCalls) throws SQLException {
    try (var _ = limit(store, maxCalls);
        Statement statement = store.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return read(result, MAX_CHARS);
    }
  }

  /** The limit on steps for all that runs until it is closed. */
  static CheckStore.Scope limit(CheckStore store) throws SQLException {
    return limit(store, MAX_CALLS);
  }

  private static CheckStore.Scope limit(CheckStore store, int maxCalls) throws SQLException {
    int[] calls = {0};
    ProgressHandler limit =
        new ProgressHandler() {
          @Override
          protected int progress() {
            return ++calls[0] > maxCalls ? 1 : 0;
          }
        };
    ProgressHandler.setHandler(store.connection(), STEPS_PER_CALL, limit);
    return () -> ProgressHandler.clearHandler(store.connection());
  }

  static Population read(ResultSet result, long maxChars) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> columns = new ArrayList<>();
    List<String> origins = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
      String origin = meta.getTableName(i);
      origins.add(origin == null ? "" : origin);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    Map<Object, Object> repeated = new HashMap<>();
    long chars = 0;
    while (result.next()) {
      if (rows.size() == MAX_ROWS) {
        throw new SQLException("more than " + MAX_ROWS + " rows");
      }
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        Object value = result.getObject(i + 1);
        chars += value instanceof String text ? text.length() : 0;
        if (chars > maxChars) {
          throw new SQLException("more than " + maxChars + " characters");
        }
        row[i] = once(value instanceof Integer number ? number.longValue() : value, repeated);
      }
      rows.add(Arrays.asList(row));
    }
    Population population = new Population(columns, origins, rows, Optional.empty());
    Optional<String> fault = population.contract();
    if (fault.isEmpty()) {
      rows.sort(
          Comparator.comparing(
              row -> String.valueOf(row.get(population.at("subject"))), BY_CODE_POINT));
    }
    return new Population(columns, origins, rows, fault);
  }

  /** Names of databases, roles and types stand in each row: the first ones met are kept once. */
  private static @Nullable Object once(@Nullable Object value, Map<Object, Object> repeated) {
    if (value == null) {
      return null;
    }
    Object known = repeated.get(value);
    if (known != null) {
      return known;
    }
    if (repeated.size() < MAX_REPEATED) {
      repeated.put(value, value);
    }
    return value;
  }

  /** Position of a column, or -1. */
  int at(String column) {
    return columns.indexOf(column);
  }

  private Optional<String> contract() {
    int subject = at("subject");
    int pass = at("pass");
    if (subject < 0 || pass < 0) {
      return Optional.of("its query gives no column " + (subject < 0 ? "subject" : "pass"));
    }
    if (new HashSet<>(columns).size() != columns.size()) {
      return Optional.of("its query gives two columns of the same name");
    }
    Set<String> seen = new HashSet<>();
    for (List<@Nullable Object> row : rows) {
      if (!(row.get(subject) instanceof String text) || text.isEmpty()) {
        return Optional.of("its query gives a row without a subject");
      }
      if (!seen.add(text)) {
        return Optional.of("its query gives the subject \"" + text + "\" twice");
      }
      Object value = row.get(pass);
      if (value != null && !value.equals(0L) && !value.equals(1L)) {
        return Optional.of(
            "its query gives pass = " + value + " for \"" + text + "\"; 1, 0 or null");
      }
    }
    return Optional.empty();
  }
}
