package org.pgevidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Other people's validators and the driver of the browser, from src/test/npm. Needs node and npm.
 */
public final class NodeTools {
  private static final Path SOURCE = Path.of("src", "test", "npm");
  private static final Path TOOLS = Path.of("target", "npm");

  private NodeTools() {}

  /** Runs a script of src/test/npm, gives what it said, and fails where it ends otherwise. */
  public static String run(int code, String script, String... arguments) throws Exception {
    install();
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return command(code, command);
  }

  /** Installs once for each state of the lock file; one process at a time. */
  private static void install() throws Exception {
    Files.createDirectories(TOOLS);
    try (FileChannel channel =
            FileChannel.open(
                TOOLS.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      Path lock = TOOLS.resolve("package-lock.json");
      boolean isInstalled =
          held.isValid()
              && Files.exists(TOOLS.resolve("node_modules"))
              && Files.exists(lock)
              && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
      copy("package.json");
      copy("validate.mjs");
      copy("browser.mjs");
      if (!isInstalled) {
        Files.copy(SOURCE.resolve("package-lock.json"), lock, StandardCopyOption.REPLACE_EXISTING);
        command(0, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
      }
    }
  }

  private static void copy(String file) throws IOException {
    Files.copy(SOURCE.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String command(int code, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(TOOLS.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(code, process.waitFor(), said);
    return said;
  }
}
