package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.pgevidence.fact.UserFault;

/**
 * The restored server, in private: no TCP, a socket in a folder of mode 0700, own configuration
 * ({@link ScratchSettings}).
 */
final class ScratchServer {
  private static final Duration SHORT = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofHours(12);

  private final Path scratch;
  private final Path binaries;
  private final Commands commands;
  private final DrillUser user;
  private final String superuser;
  private final Map<String, String> control = new TreeMap<>();

  private ScratchServer(
      Path scratch, Path binaries, Commands commands, DrillUser user, String superuser) {
    this.scratch = scratch;
    this.binaries = binaries;
    this.commands = commands;
    this.user = user;
    this.superuser = superuser;
  }

  /** Throws UserFault (exit code 2) when the programs of the backup's major are not there. */
  static ScratchServer of(Path scratch, DrillPlan plan, Commands commands, DrillUser user)
      throws IOException {
    ScratchServer server =
        new ScratchServer(scratch, binaries(scratch, plan), commands, user, plan.superuser());
    server.readControl();
    return server;
  }

  private static Path binaries(Path scratch, DrillPlan plan) throws IOException {
    String major = major(scratch);
    Path found = plan.binaries().orElse(Path.of("/usr/lib/postgresql", major, "bin"));
    if (!Files.isExecutable(found.resolve("postgres"))) {
      throw UserFault.usage(
          "No PostgreSQL "
              + major
              + " was found at "
              + found
              + " to start the restored backup. Name its bin folder with --pg-bin.");
    }
    return found;
  }

  private static String major(Path scratch) throws IOException {
    return Files.readString(scratch.resolve("data/PG_VERSION")).strip();
  }

  private void readControl() throws IOException {
    control.clear();
    var result = commands.run(List.of(bin("pg_controldata"), data()), scratch, SHORT);
    for (String line : result.out().lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        control.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
  }

  /** A value of pg_controldata; empty text when it has none. */
  String control(String name) {
    return control.getOrDefault(name, "");
  }

  Optional<Long> timelineNow() throws IOException {
    readControl();
    String timeline = control("Latest checkpoint's TimeLineID");
    return timeline.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(timeline));
  }

  private String bin(String program) {
    return binaries.resolve(program).toString();
  }

  /** Whether this major has a program. */
  boolean has(String program) {
    return Files.isExecutable(binaries.resolve(program));
  }

  private String data() {
    return scratch.resolve("data").toString();
  }

  Process start(List<String> more, Path log) throws IOException {
    Path conf = scratch.resolve("conf");
    user.own(Files.writeString(conf.resolve("postgresql.conf"), "# written for a restore drill\n"));
    user.own(Files.writeString(conf.resolve("pg_hba.conf"), "local all all trust\n"));
    user.own(Files.writeString(conf.resolve("pg_ident.conf"), ""));
    List<String> command = new ArrayList<>(List.of(bin("postgres"), "-D", data()));
    ScratchSettings.of(scratch, Integer.parseInt(major(scratch)), control)
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    more.forEach(setting -> command.addAll(List.of("-c", setting)));
    return commands.start(command, scratch, log);
  }

  /** Waits until the server is open for writing; false when it ended or the time is over. */
  boolean awaitOpen(Process server, Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < end && server.isAlive()) {
      var answer = query("postgres", "select pg_is_in_recovery()");
      if (answer.isOk() && answer.out().strip().equals("f")) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private List<String> psql(String database, boolean isStrict, String... more) {
    List<String> command = new ArrayList<>(List.of(bin("psql"), "-X", "-At", "-q"));
    command.addAll(isStrict ? List.of("-v", "ON_ERROR_STOP=1") : List.of());
    command.addAll(connection());
    String name = database.replace("\\", "\\\\").replace("'", "\\'");
    command.addAll(List.of("-d", "dbname='" + name + "'"));
    command.addAll(List.of(more));
    return command;
  }

  private List<String> connection() {
    return List.of("-h", scratch.resolve("socket").toString(), "-p", "1", "-U", superuser);
  }

  /** Runs one query. */
  Commands.Result query(String database, String sql) throws IOException {
    return commands.run(psql(database, true, "-c", sql), scratch, LONG);
  }

  /** Runs a script of psql; when not strict, it goes on after an error. */
  Commands.Result script(String database, String sql, boolean isStrict) throws IOException {
    Path file = Files.createTempFile(scratch.resolve("conf"), "script", ".sql");
    user.own(Files.writeString(file, sql));
    return commands.run(psql(database, isStrict, "-f", file.toString()), scratch, LONG);
  }

  Commands.Result amcheck() throws IOException {
    List<String> command =
        new ArrayList<>(List.of(bin("pg_amcheck"), "-a", "--heapallindexed", "--install-missing"));
    command.addAll(connection());
    return commands.run(command, scratch, LONG);
  }

  Commands.Result stop() throws IOException {
    return commands.run(
        List.of(bin("pg_ctl"), "-D", data(), "-m", "fast", "-w", "-t", "120", "stop"),
        scratch,
        SHORT);
  }

  Commands.Result checksums() throws IOException {
    return commands.run(List.of(bin("pg_checksums"), "--check", "-D", data()), scratch, LONG);
  }

  /** Compares the files laid out with backup_manifest, and its WAL where it is inside. */
  Commands.Result verifyBackup(boolean isWalInside) throws IOException {
    List<String> command = new ArrayList<>(List.of(bin("pg_verifybackup")));
    command.addAll(isWalInside ? List.of() : List.of("-n"));
    command.add(data());
    return commands.run(command, scratch, LONG);
  }
}
