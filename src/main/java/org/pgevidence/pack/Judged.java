package org.pgevidence.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Assessor;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Check;
import org.pgevidence.control.Context;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Snapshot;

/** A snapshot with everything that was concluded from it: what a pack is made of. */
public record Judged(Snapshot snapshot, Context context, Assessor.Assessed assessed) {
  /** Judges a snapshot. */
  public static Judged of(Snapshot snapshot, Catalog catalog, Context context) {
    return new Judged(snapshot, context, Assessor.assess(snapshot, catalog, context));
  }

  /** Verdicts and findings. */
  public Assessment assessment() {
    return assessed.assessment();
  }

  /** Derived rows, context and snapshot as one. */
  Facts facts() {
    return assessed.facts();
  }

  /** Rows of the engines. */
  MemoryFacts derived() {
    return assessed.derived();
  }

  /** Parameters of a check as it was run. */
  Map<String, List<String>> parameters(Check check) {
    Map<String, List<String>> values = new LinkedHashMap<>(check.parameters());
    Map<String, List<String>> own = context.parameters().getOrDefault(check.id(), Map.of());
    values.replaceAll((name, old) -> Objects.requireNonNull(own.getOrDefault(name, old)));
    return values;
  }
}
