package org.pgevidence.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pgevidence.assess.Assessment;

/** README.txt of a pack: what it is and how to verify it with stock tools. */
final class Readme {
  private Readme() {}

  static String text(Assessment assessment, Optional<Redacted> redacted) {
    String origin = redacted.map(Readme::origin).orElse("");
    return (origin + template("pack-readme.txt"))
        .replace("@system@", assessment.system())
        .replace("@collected_at@", assessment.collectedAt())
        .replace("@version@", assessment.toolVersion());
  }

  private static String origin(Redacted redacted) {
    return template("copy-readme.txt")
        .replace("@pack@", redacted.pack())
        .replace("@manifest@", redacted.manifest())
        .replace("@hidden@", String.join(", ", redacted.hidden()));
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
