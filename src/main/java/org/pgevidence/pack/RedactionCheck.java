package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;

/** What a redacted copy says of itself: its commitments, and that no role is without one. */
final class RedactionCheck {
  private static final String PART = "redaction";

  private RedactionCheck() {}

  static void run(Path root, Manifest manifest, Steps steps) {
    if (manifest.redacted().isEmpty()) {
      return;
    }
    Redacted redacted = manifest.redacted().get();
    try {
      Map<String, String> commitments = Commitments.read(root);
      if (commitments.size() != redacted.pseudonyms()) {
        steps.failed(PART, "the number of commitments is not the one that the manifest names");
        return;
      }
      TreeSet<String> open = new TreeSet<>();
      Snapshot.open(root)
          .forEach(
              "role",
              row -> {
                String name = row.text("name");
                if (name.matches("role_[0-9a-f]{12}") && !commitments.containsKey(name)) {
                  open.add(name);
                }
              });
      if (!open.isEmpty()) {
        steps.failed(PART, "pseudonyms without a commitment: " + String.join(", ", open));
        return;
      }
      steps.note(PART, redacted.sentence());
    } catch (IOException | IllegalArgumentException | UserFault | java.io.UncheckedIOException e) {
      steps.failed(PART, "its commitments could not be read: " + e.getMessage());
    }
  }
}
