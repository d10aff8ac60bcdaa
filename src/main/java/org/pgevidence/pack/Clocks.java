package org.pgevidence.pack;

import java.time.DateTimeException;
import java.time.Instant;

/** What must hold between the times that a manifest states. */
final class Clocks {
  private Clocks() {}

  static void check(Manifest manifest, Steps steps) {
    try {
      Instant collected = Instant.parse(manifest.collectedAt());
      if (collected.isAfter(manifest.sealedAt().plus(PackVerifier.CLOCK_TOLERANCE))) {
        steps.failed(
            "clock",
            "sealed at "
                + manifest.sealedAt()
                + ", before the facts were collected at "
                + collected);
      }
    } catch (DateTimeException e) {
      steps.failed("clock", "collected_at is no instant: " + manifest.collectedAt());
    }
    if (manifest.sealedAt().isAfter(Instant.now().plus(PackVerifier.CLOCK_TOLERANCE))) {
      steps.failed("clock", "sealed at " + manifest.sealedAt() + ", which is in the future");
    }
  }
}
