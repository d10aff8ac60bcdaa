package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pgevidence.fact.UserFault;

/**
 * Runs programs of a drill: never as root, ended by the kernel when this process dies, output into
 * files.
 */
final class Commands {
  /** How a program ended. */
  record Result(int exitCode, String output) {
    boolean isOk() {
      return exitCode == 0;
    }
  }

  private final Optional<String> runAs;
  private final boolean isRoot;

  Commands(Optional<String> runAs) {
    this.isRoot = "root".equals(System.getProperty("user.name"));
    this.runAs = runAs;
    if (isRoot && runAs.isEmpty()) {
      throw UserFault.usage(
          "The drill was started as root, and PostgreSQL refuses root. Name the user that restores with --run-as, e.g. --run-as postgres.");
    }
  }

  /** Hands a path to the user that the programs run as. */
  void own(Path path) throws IOException {
    if (isRoot) {
      var users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(runAs.orElseThrow()));
    }
  }

  private List<String> whole(List<String> command) {
    List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "QUIT"));
    if (isRoot) {
      String user = runAs.orElseThrow();
      all.addAll(List.of("--reuid", user, "--regid", user, "--init-groups", "--inh-caps=-all"));
    }
    all.add("--");
    all.addAll(command);
    return all;
  }

  /** Starts a program whose output goes to a file. */
  Process start(List<String> command, Path folder, Path output) throws IOException {
    var builder =
        new ProcessBuilder(whole(command)).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
    return builder.start();
  }

  /** Runs a program to its end; exit code -1 when it took too long and was ended. */
  Result run(List<String> command, Path folder, Duration limit) throws IOException {
    Path output = Files.createTempFile("pgevidence-drill", ".out");
    try {
      Process process = start(command, folder, output);
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroy();
          return new Result(-1, "took longer than " + limit.toSeconds() + " s");
        }
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      return new Result(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
