package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not there, and where the program looks for those that are. */
class MissingFileTest {
  @TempDir Path folder;

  @Test
  void isNamedInWords() throws IOException {
    Path pack = Files.createDirectory(folder.resolve("pack"));
    String missing = folder.resolve("missing").toString();

    Run.of("pack", "-t", "service=x", "-c", missing).isFault(2, "there is no " + missing);
    Run.of("verify", pack.toString(), "--trust", missing).isFault(2, "there is no " + missing);
  }

  /** As psql does; the JDK alone would ask passwd. */
  @Test
  void homeIsTheEnvironmentsHome() throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-c", ". src/main/shell/jdk.sh; java_options /nowhere");
    Map<String, String> environment = shell.environment();
    environment.put("HOME", folder.toString());

    Process process = shell.start();
    String options = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor());
    assertTrue(options.lines().toList().contains("-Duser.home=" + folder), options);
  }
}
