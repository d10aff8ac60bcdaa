package org.pgevidence.assess;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pgevidence.fact.Engine;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.LayeredFacts;
import org.pgevidence.fact.MemoryFacts;

/** Runs the engines over facts and context, each seeing what the earlier ones derived. */
public final class Derivation {
  private static final Set<String> SHARED = Set.of("derivation", "derived_step");

  private Derivation() {}

  /** All derived tables, their steps, and which engine made them. */
  public static MemoryFacts derive(Facts facts, List<Engine> engines) {
    MemoryFacts all = new MemoryFacts().provide("derivation").provide("derived_step");
    for (Engine engine : engines) {
      MemoryFacts derived = engine.derive(LayeredFacts.of(all, facts));
      Set<String> tables = new LinkedHashSet<>(derived.tableNames());
      tables.removeAll(SHARED);
      for (String table : tables) {
        all.provide(table);
        derived.forEach(table, row -> all.add(table, row.values()));
      }
      derived.forEach("derived_step", row -> all.add("derived_step", row.values()));
      derived.gaps().forEach(all::add);
      all.add("derivation", engine.name(), engine.version(), Json.compact(List.copyOf(tables)));
    }
    return all;
  }
}
