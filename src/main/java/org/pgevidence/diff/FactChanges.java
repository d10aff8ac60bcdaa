package org.pgevidence.diff;

import java.util.List;
import java.util.Optional;
import org.pgevidence.fact.Facts;

/** What differs between the facts of two readings, by names and rights and not by row numbers. */
public final class FactChanges {
  private FactChanges() {}

  /** One sentence a difference; none when both say the same. */
  public static List<String> between(Facts before, Facts after) {
    return FactDiff.of(before, after, Optional.empty()).stream().map(Change::sentence).toList();
  }
}
