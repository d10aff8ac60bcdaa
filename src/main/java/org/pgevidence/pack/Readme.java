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
    return template("pack-readme.txt")
        .replace("@system@", assessment.system())
        .replace("@collected_at@", assessment.collectedAt())
        .replace("@version@", assessment.toolVersion());
  }

  /** README.txt of a pack on a period. */
  static String ofPeriod(PeriodRequest request, String version) {
    return template("period-readme.txt")
        .replace("@system@", request.system())
        .replace("@from@", request.from().toString())
        .replace("@to@", request.to().toString())
        .replace("@version@", version);
  }

  private static String template(String name) {
    try (InputStream in = Readme.class.getResourceAsStream("/templates/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource /templates/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
