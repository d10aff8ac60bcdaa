package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.NodeTools;
import org.pgevidence.assess.Assessment;

/** The formats for machines as other people's schemas and readers see them. Needs node and npm. */
class FormatsIT {
  @TempDir static Path work;

  @BeforeAll
  static void writeSchemas() throws Exception {
    Files.createDirectories(work.resolve("oscal-schemas"));
    for (String model :
        List.of("ar", "ap", "ssp", "profile", "catalog", "component-definition", "poam")) {
      String name = "oscal-" + model + "_schema.json";
      try (InputStream in = FormatsIT.class.getResourceAsStream("/schema/json/" + name)) {
        Files.copy(
            java.util.Objects.requireNonNull(in, name),
            work.resolve("oscal-schemas").resolve(name));
      }
    }
  }

  @Test
  void everyFormatIsValidWithFindingsWaiversAndHostileNames() throws Exception {
    String said = validate("hostile", Sample.assessment(3, Sample.HOSTILE), 0);

    assertTrue(said.contains("assessment-results.json: valid"), said);
    assertTrue(said.contains("statuses: Failed, Not Reviewed, Profile Error"), said);
  }

  @Test
  void everyFormatIsValidWithoutAFinding() throws Exception {
    validate("clean", Sample.assessment(3, List.of()), 0);
  }

  @Test
  void validatorsSeeAFault() throws Exception {
    Path folder = write("broken", Sample.assessment(3, Sample.HOSTILE));
    Path sarif = folder.resolve("results.sarif.json");
    Files.writeString(
        sarif, Files.readString(sarif).replace("\"kind\" : \"fail\"", "\"kind\" : \"nonsense\""));

    String said = NodeTools.run(1, "validate.mjs", folder.toString(), schemas());

    assertTrue(said.contains("results.sarif.json: /runs/0/results/"), said);
  }

  private static String validate(String name, Assessment assessment, int code) throws Exception {
    return NodeTools.run(code, "validate.mjs", write(name, assessment).toString(), schemas());
  }

  private static String schemas() {
    return work.resolve("oscal-schemas").toString();
  }

  private static Path write(String name, Assessment assessment) throws IOException {
    Path folder = work.resolve(name);
    for (var file : Machine.files(assessment).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
      Files.write(path, file.getValue().bytes());
    }
    return folder;
  }
}
