package org.pgevidence.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Check;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;
import org.sqlite.ProgressHandler;

/**
 * What a check costs grows with the rows, not with their square: an estate of 100,000 relations is
 * judged in seconds. The cost is SQLite's own count of steps, which no busy machine changes.
 */
class CheckGrowthTest {
  private static final int ROWS = 400;
  private static final int STEPS_PER_CALL = 50;

  /** Below, the compilation of the query and what is read once weigh more than the rows. */
  private static final long FEW_STEPS = 100_000;

  @Test
  void stepsOfEachCheckGrowWithTheRows() throws SQLException {
    Catalog catalog = CatalogReader.read(Optional.empty());
    Map<String, Long> once = steps(catalog, ROWS);
    Map<String, Long> fourfold = steps(catalog, 4 * ROWS);

    List<String> steeper = new ArrayList<>();
    fourfold.forEach(
        (id, steps) -> {
          double growth = (double) steps / once.getOrDefault(id, 1L);
          if (steps > FEW_STEPS && growth > 6) {
            steeper.add(id + " takes " + once.get(id) + " steps, and " + steps + " for 4 times");
          }
        });

    assertEquals(List.of(), steeper);
    assertTrue(fourfold.size() > 100, fourfold::toString);
  }

  private static Map<String, Long> steps(Catalog catalog, int rows) throws SQLException {
    Map<String, Long> steps = new TreeMap<>();
    try (CheckStore store = CheckStore.load(facts(rows), catalog.views())) {
      for (Check check : catalog.checks()) {
        if (check.test() instanceof Check.Test.Query query) {
          try (var _ = store.parameters(check.parameters())) {
            steps.put(check.id(), steps(store, query.sql()));
          }
        }
      }
    }
    return steps;
  }

  private static long steps(CheckStore store, String sql) throws SQLException {
    long[] calls = {0};
    ProgressHandler counter =
        new ProgressHandler() {
          @Override
          protected int progress() {
            calls[0]++;
            return 0;
          }
        };
    ProgressHandler.setHandler(store.connection(), STEPS_PER_CALL, counter);
    try (Statement statement = store.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        result.getObject(1);
      }
    } finally {
      ProgressHandler.clearHandler(store.connection());
    }
    return calls[0] * STEPS_PER_CALL;
  }

  /** Row n of each table belongs to row n of each other one. */
  private static MemoryFacts facts(int rows) {
    MemoryFacts facts = new MemoryFacts();
    for (TableSchema table : Schema.standard().tables()) {
      facts.provide(table.name());
      boolean isSingle = table.key().equals(List.of("id"));
      for (int row = 1; row <= (isSingle ? 1 : rows); row++) {
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(table.columns().get(i), row);
        }
        facts.add(table.name(), values);
      }
    }
    return facts;
  }

  private static @Nullable Object value(ColumnSchema column, int row) {
    return switch (column.name()) {
      case "database" -> "name1";
      case "kind" -> "r";
      case "extension" -> null;
      case "major" -> 17L;
      case "grantee_oid" -> row % 2 == 0 ? 0L : (long) row;
      case "id", "privileges", "mask" -> 1L;
      default ->
          switch (column.type()) {
            case INTEGER -> column.name().matches("(is|has|can)_.*") ? row % 2L : (long) row;
            case REAL -> (double) row;
            case TEXT -> text(column, row);
          };
    };
  }

  private static String text(ColumnSchema column, int row) {
    if (column.documentation().startsWith("JSON")) {
      return column.documentation().startsWith("JSON array") ? "[]" : "{}";
    }
    return column.name().endsWith("_at") ? "2026-01-01T00:00:00Z" : "name" + row;
  }
}
