package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the user's own files: all at once, with file and line, exit code 2. */
class BadCatalogTest {
  @TempDir Path folder;

  @Test
  void brokenContextNamesAllFaultsAtOnce() throws IOException {
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(context.resolve("personas.yaml"), "roles: [unclosed\n");
    Files.writeString(context.resolve("objectives.yaml"), "nonsense: 1\nmore: 2\n");

    Run run = Run.of("assess", folder.toString(), "--context", context.toString());

    assertEquals(2, run.code(), run.err());
    run.isPlain();
    assertTrue(run.err().contains("personas.yaml:"), run.err());
    assertTrue(run.err().contains("objectives.yaml:1"), run.err());
    assertTrue(run.err().contains("objectives.yaml:2"), run.err());
  }

  @Test
  void brokenControlsNameAllFaultsAtOnce() throws IOException {
    Path controls = folder.resolve("controls");
    Path roles = Files.createDirectories(controls.resolve("roles"));
    Files.writeString(roles.resolve("broken.yaml"), "id: [unclosed\n");
    Files.writeString(roles.resolve("wrong.yaml"), "id: ROLE-001\nseverity: terrible\n");

    Run run = Run.of("controls", "lint", "--controls", controls.toString());

    assertEquals(2, run.code(), run.err());
    run.isPlain();
    assertTrue(run.err().contains("broken.yaml:"), run.err());
    assertTrue(run.err().contains("wrong.yaml:2"), run.err());
  }

  @Test
  void unknownCheckIsOneSentence() {
    Run.of("controls", "show", "ROLE-999").isFault(2, "ROLE-999");
    Run.of("controls", "test", "ROLE-999").isFault(2, "ROLE-999");
  }

  @Test
  void snapshotThatIsNoneIsOneSentence() {
    Run.of("assess", folder.toString()).isFault(2, "snapshot");
    Run.of("pack", "--snapshot", folder.toString(), "--out", folder.resolve("e").toString())
        .isFault(2, "snapshot");
    assertTrue(Files.notExists(folder.resolve("e")));
  }
}
