package org.pgevidence.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pgevidence.fact.Folders;

/**
 * A running postgres of a temporary folder ({@code data} and {@code server.log} in it). When this
 * program ends early, the server is stopped and the folder removed.
 */
final class ServerProcess {
  private static final long TIMEOUT_S = 60;

  private final Path folder;
  private final Process process;
  private final Thread hook = new Thread(this::abandon, "stop embedded PostgreSQL");

  private ServerProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts the program and waits until it accepts connections. Throws IOException with the server's
   * log when it does not.
   */
  static ServerProcess start(Path program, Path folder) throws IOException {
    Path log = folder.resolve("server.log");
    Process process =
        new ProcessBuilder(
                Unprivileged.command(
                    List.of(program.toString(), "-D", folder.resolve("data").toString())))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ServerProcess server = new ServerProcess(folder, process);
    Runtime.getRuntime().addShutdownHook(server.hook);
    server.awaitReady(log);
    return server;
  }

  private void awaitReady(Path log) throws IOException {
    Path pidFile = folder.resolve("data").resolve("postmaster.pid");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        removeHook();
        throw new IOException("the server ended at once; its log says: " + Files.readString(log));
      }
      if (Files.exists(pidFile) && Files.readString(pidFile).contains("ready")) {
        return;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end("QUIT");
        throw new IOException("interrupted", e);
      }
    }
    end("QUIT");
    throw new IOException(
        "the server was not ready after "
            + TIMEOUT_S
            + " s; its log says: "
            + Files.readString(log));
  }

  /**
   * Sends INT (fast shutdown) or QUIT (immediate) and waits for the end; kills it when it does not
   * end within the time limit.
   */
  void end(String signal) throws IOException {
    removeHook();
    signal(signal);
  }

  private void signal(String signal) throws IOException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    try {
      if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the program is ending and the hook runs right now
    }
  }

  private void abandon() {
    try {
      signal("QUIT");
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println(
          "The temporary server folder " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
