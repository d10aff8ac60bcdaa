package org.pgevidence.collect.drill;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.pgevidence.fact.Digest;

/**
 * Runs programs of a drill: never as root, ended by the kernel when this process dies. What they
 * print stays in memory, so that a killed drill leaves no output behind.
 */
final class Commands {
  /** Bytes of a stream that are kept. */
  private static final int KEPT = 64 << 20;

  /**
   * How a program ended.
   *
   * @param exitCode its exit code; -1 when it took too long and was ended
   * @param out its output as UTF-8
   * @param errors its error output as UTF-8
   * @param sha256 hash of what was kept of both, output first
   */
  record Result(int exitCode, String out, String errors, String sha256) {
    boolean isOk() {
      return exitCode == 0;
    }

    String all() {
      return out + errors;
    }
  }

  private final DrillUser user;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean isEnding;

  Commands(DrillUser user) {
    this.user = user;
  }

  /** Starts a program whose output and errors go to a file. */
  Process start(List<String> command, Path folder, Path output) throws IOException {
    return start(
        builder(command, folder).redirectErrorStream(true).redirectOutput(output.toFile()));
  }

  private ProcessBuilder builder(List<String> command, Path folder) {
    List<String> whole = new ArrayList<>(List.of("setpriv", "--pdeathsig", "QUIT"));
    whole.addAll(user.switches());
    whole.add("--");
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole).directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    var environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("PG") && !key.startsWith("PGBACKREST_"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
    user.home().ifPresent(home -> environment.put("HOME", home));
    return builder;
  }

  private Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    running.add(process);
    if (isEnding) {
      process.destroyForcibly();
      throw new IOException("the drill is being ended");
    }
    return process;
  }

  /** Runs a program to its end, or to the time limit. */
  Result run(List<String> command, Path folder, Duration limit) throws IOException {
    Process process = start(builder(command, folder));
    Reading out = Reading.of(process.getInputStream());
    Reading errors = Reading.of(process.getErrorStream());
    try {
      boolean isOver = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!isOver) {
        end(process);
      }
      out.thread.join(TimeUnit.SECONDS.toMillis(10));
      errors.thread.join(TimeUnit.SECONDS.toMillis(10));
      String late = isOver ? "" : "took longer than " + limit.toSeconds() + " s and was ended\n";
      MessageDigest digest = Digest.sha256();
      digest.update(out.bytes());
      digest.update(errors.bytes());
      return new Result(
          isOver ? process.exitValue() : -1,
          out.text(),
          errors.text() + late,
          HexFormat.of().formatHex(digest.digest()));
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      running.remove(process);
    }
  }

  /** Ends a program and what it started; returns when they are gone. */
  void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle handle : all) {
      try {
        handle.onExit().get(10, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        handle.destroyForcibly();
        handle.onExit().join();
      } catch (java.util.concurrent.ExecutionException e) {
        handle.destroyForcibly();
      } catch (InterruptedException e) {
        handle.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    running.remove(process);
  }

  /** Ends everything that runs, and lets nothing start any more. */
  void endAll() {
    isEnding = true;
    List.copyOf(running).forEach(this::end);
  }

  /** A stream read by a thread of its own, so that no program waits for us. */
  private static final class Reading {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;

    private Reading(InputStream in) {
      this.thread = Thread.ofVirtual().unstarted(() -> read(in));
    }

    static Reading of(InputStream in) {
      Reading reading = new Reading(in);
      reading.thread.start();
      return reading;
    }

    private void read(InputStream in) {
      byte[] buffer = new byte[1 << 16];
      try (in) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(n, Math.max(0, KEPT - kept.size())));
          }
        }
      } catch (IOException e) {
        return; // the program was ended
      }
    }

    byte[] bytes() {
      synchronized (kept) {
        return kept.toByteArray();
      }
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }
  }
}
