package org.pgevidence.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.pgevidence.assess.Assessment;

/** README.txt of a pack: what it is and how to verify it with stock tools. */
final class Readme {
  private Readme() {}

  static String text(Assessment assessment) {
    try (InputStream in = Readme.class.getResourceAsStream("/templates/pack-readme.txt")) {
      if (in == null) {
        throw new IllegalStateException("resource /templates/pack-readme.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@system@", assessment.system())
          .replace("@collected_at@", assessment.collectedAt())
          .replace("@version@", assessment.toolVersion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
