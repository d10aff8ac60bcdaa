package org.pgevidence.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several sources of facts seen as one: snapshot, derived tables and context. The first layer that
 * provides a table gives its rows.
 */
public record LayeredFacts(List<Facts> layers) implements Facts {
  /** Copies the list. */
  public LayeredFacts {
    layers = List.copyOf(layers);
  }

  /** Layers from top to bottom. */
  public static LayeredFacts of(Facts... layers) {
    return new LayeredFacts(List.of(layers));
  }

  @Override
  public boolean isProvided(String table) {
    return layers.stream().anyMatch(layer -> layer.isProvided(table));
  }

  @Override
  public void forEach(String table, Consumer<Row> action) {
    layers.stream()
        .filter(layer -> layer.isProvided(table))
        .findFirst()
        .ifPresent(layer -> layer.forEach(table, action));
  }

  @Override
  public List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    layers.forEach(layer -> gaps.addAll(layer.gaps()));
    return List.copyOf(gaps);
  }
}
