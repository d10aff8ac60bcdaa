package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;

/** Rows of {@code derived_step}: the facts each derived row stands on. */
final class Steps {
  private record Step(
      String table, String subject, int number, String fact, String key, String says) {}

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  void add(String table, String subject, String fact, long key, String says) {
    int number = counts.merge(table + "\0" + subject, 1, Integer::sum);
    steps.add(new Step(table, subject, number, fact, Json.compact(List.of(key)), says));
  }

  void fill(MemoryFacts out) {
    out.provide("derived_step");
    for (Step step : steps) {
      out.add(
          "derived_step",
          step.table(),
          step.subject(),
          step.number(),
          step.fact(),
          step.key(),
          step.says());
    }
  }
}
