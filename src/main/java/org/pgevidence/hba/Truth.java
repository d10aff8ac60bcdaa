package org.pgevidence.hba;

/** Whether something holds, where facts may leave it open. */
enum Truth {
  NO,
  MAYBE,
  YES;

  static Truth of(boolean holds) {
    return holds ? YES : NO;
  }

  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Certain only where two readings of the same text agree. */
  Truth agreeing(Truth other) {
    return this == other ? this : MAYBE;
  }
}
