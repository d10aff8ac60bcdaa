package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.StoredText;

/** Number of findings of a pack, as its findings.json says. */
final class FailureCount {
  private static final long MAX_BYTES = 256L << 20;

  private FailureCount() {}

  /** The number, or -1 when it cannot be read. */
  static long of(Path pack) {
    Path file = StoredText.find(pack, Layout.FINDINGS).orElse(null);
    try {
      if (file == null || Files.size(file) > MAX_BYTES) {
        return -1;
      }
      long failures = 0;
      JsonObject json = JsonObject.of(Json.parse(StoredText.read(file)), Layout.FINDINGS);
      for (Object check : json.list("checks")) {
        failures += JsonObject.of(check, "check").number("failed");
      }
      return failures;
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }
}
