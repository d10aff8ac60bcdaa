package org.pgevidence.collect;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The collector's clock as it stands in facts. */
final class Clock {
  private Clock() {}

  /** Now, ISO 8601 UTC in whole seconds. */
  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
