package org.pgevidence.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Derived rows by column name, each with its steps through the facts. */
final class Out {
  private final MemoryFacts facts = new MemoryFacts();
  private final Map<String, Integer> steps = new HashMap<>();

  Out() {
    for (String table : BackupEngine.TABLES) {
      facts.provide(table);
    }
    facts.provide("derived_step");
  }

  /** Adds a row given as column, value, column, value…; columns left out are null. */
  void row(String table, @Nullable Object... pairs) {
    TableSchema schema = Schema.standard().table(table);
    @Nullable Object[] values = new @Nullable Object[schema.columns().size()];
    for (int i = 0; i < pairs.length; i += 2) {
      values[schema.index(String.valueOf(pairs[i]))] = pairs[i + 1];
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !schema.columns().get(i).isNullable()) {
        throw new IllegalArgumentException(
            table + "." + schema.columns().get(i).name() + " must not be null");
      }
    }
    facts.add(table, values);
  }

  /** Adds the next step of a derived row: which fact was used, and what it says. */
  void step(String table, String subject, Row fact, String says) {
    List<@Nullable Object> key = new ArrayList<>();
    for (String column : fact.table().key()) {
      key.add(fact.value(column));
    }
    int number = steps.merge(table + "\n" + subject, 1, Integer::sum);
    facts.add("derived_step", table, subject, number, fact.table().name(), Json.compact(key), says);
  }

  MemoryFacts facts() {
    return facts;
  }
}
