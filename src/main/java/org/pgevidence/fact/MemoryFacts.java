package org.pgevidence.fact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Facts held in memory: context tables, derived tables, and the given rows of a check's examples.
 */
public final class MemoryFacts implements Facts {
  private final Map<String, List<Row>> tables = new LinkedHashMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  /** Declares a table as read, even if no row follows. */
  public MemoryFacts provide(String table) {
    tables.computeIfAbsent(Schema.standard().table(table).name(), name -> new ArrayList<>());
    return this;
  }

  /**
   * Adds a row given in the order of the table's columns; integers may be Integer, Long or Boolean.
   */
  public MemoryFacts add(String table, @Nullable Object... values) {
    TableSchema schema = Schema.standard().table(table);
    if (values.length != schema.columns().size()) {
      throw new IllegalArgumentException(
          table + " has " + schema.columns().size() + " columns, got " + values.length);
    }
    @Nullable Object[] row = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      row[i] = normal(values[i]);
    }
    tables.computeIfAbsent(table, name -> new ArrayList<>()).add(new Row(schema, row));
    return this;
  }

  /** Adds a gap. */
  public MemoryFacts add(Gap gap) {
    gaps.add(gap);
    return this;
  }

  /** Names of the tables held, in order of declaration. */
  public List<String> tableNames() {
    return List.copyOf(tables.keySet());
  }

  @Override
  public boolean isProvided(String table) {
    return tables.containsKey(table);
  }

  @Override
  public void forEach(String table, Consumer<Row> action) {
    tables.getOrDefault(table, List.of()).forEach(action);
  }

  @Override
  public List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  private static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag ? 1L : 0L;
      case Integer number -> number.longValue();
      case Float number -> number.doubleValue();
      default -> value;
    };
  }
}
