package org.pgevidence.sign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The validation policy of the DSS library, with every kind of change after signing a failure. Its
 * default only warns of them.
 */
final class StrictPolicy {
  private StrictPolicy() {}

  /**
   * The policy as XML.
   *
   * @param isRevocationRequired whether a chain without revocation data fails; not for the lower
   *     levels offline, where {@link Trust} says what is known of revocation
   */
  static InputStream xml(boolean isRevocationRequired) {
    try (InputStream in = StrictPolicy.class.getResourceAsStream("/policy/constraint.xml")) {
      if (in == null) {
        throw new IllegalStateException("policy/constraint.xml is not on the class path");
      }
      String policy =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll(
                  "<(ByteRangeCollision|DocMDP|FieldMDP|SigFieldLock|UndefinedChanges) Level=\"WARN\"",
                  "<$1 Level=\"FAIL\"")
              .replaceAll(
                  "<(PdfAnnotationOverlap|PdfVisualDifference) Level=\"WARN\"",
                  "<$1 Level=\"IGNORE\"");
      if (!isRevocationRequired) {
        policy =
            policy.replaceAll(
                "<(RevocationDataAvailable|AcceptableRevocationDataFound) Level=\"FAIL\"",
                "<$1 Level=\"IGNORE\"");
      }
      return new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
