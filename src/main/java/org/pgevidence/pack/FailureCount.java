package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Path;
import org.pgevidence.fact.StoredText;

/** Number of findings of a pack, as its findings.json says. */
final class FailureCount {
  private FailureCount() {}

  /** The number, or -1 when it cannot be read. */
  static long of(Path pack) {
    Path file = StoredText.find(pack, Layout.FINDINGS).orElse(null);
    if (file == null) {
      return -1;
    }
    try {
      return FindingsFile.read(file).values().stream().mapToLong(FindingsFile.Told::failed).sum();
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }
}
