package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.demo.FreePort;
import org.pgevidence.fact.Snapshot;

/** Bad input gets one sentence and the exit code of the contract, and leaves nothing behind. */
class BadInputIT {
  private static EmbeddedPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.major(17).start();
    server.execute(
        "postgres", "create role plain login; create role locked login password 'right'");
    server.writeHba(
        """
        local all all trust
        host all locked 127.0.0.1/32 scram-sha-256
        host all refused 127.0.0.1/32 reject
        host all all 127.0.0.1/32 trust
        """);
    server.reload();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void wrongHost() throws IOException {
    int closed = FreePort.find();

    collect("postgresql://postgres@127.0.0.1:" + closed + "/postgres")
        .isFault(5, "nothing listens there");
    collect("postgresql://postgres@no-such-host.invalid/postgres")
        .isFault(5, "the host name does not resolve");
    collect("host=" + folder + " user=postgres").isFault(5, "there is no such socket");

    nothingIsLeft();
  }

  @Test
  void wrongPassword() throws IOException {
    Path passwords = folder.resolve("pgpass");
    Files.writeString(passwords, "*:*:*:locked:wrong\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));

    collect(target("locked") + "?passfile=" + passwords).isFault(5, "the password is wrong");
    Files.delete(passwords);
    collect(target("locked") + "?passfile=" + passwords).isFault(5, "none was found");
    collect(target("refused")).isFault(5, "pg_hba.conf");
    collect(target("postgres") + "?dbname=nowhere").isFault(5, "no such database");

    nothingIsLeft();
  }

  @Test
  void refusedTls() throws IOException {
    collect(target("postgres") + "?sslmode=require").isFault(5, "the server offers no TLS");
    collect(target("postgres") + "?sslmode=verify-full").isFault(5, "the server offers no TLS");

    nothingIsLeft();
  }

  @Test
  void badTarget() throws IOException {
    collect("postgresql://postgres:canary@127.0.0.1:" + server.port() + "/postgres")
        .isFault(2, "holds a password");
    collect("host=127.0.0.1 port=many user=postgres").isFault(2, "is no number");
    collect(target("postgres") + "?sslmode=maybe").isFault(2, "sslmode=maybe");
    collect(target("postgres") + "?colour=red").isFault(2, "colour");
    collect(target("postgres"), "--system", "../up").isFault(2, "--system");
    collect(target("postgres"), "--databases", "nowhere").isFault(2, "nowhere");

    nothingIsLeft();
  }

  @Test
  void unreadableHbaIsAGap() {
    Run run = collect(target("plain"));

    assertEquals(3, run.code(), run.err());
    assertEquals("", run.err());
    Snapshot snapshot = Snapshot.open(folder.resolve("snapshot"));
    for (String table : List.of("hba_rule", "hba_line")) {
      assertFalse(snapshot.isProvided(table), table);
      assertTrue(
          snapshot.gaps().stream()
              .anyMatch(gap -> gap.table().equals(table) && gap.missingRight().isPresent()),
          table);
    }
  }

  @Test
  void outputBelowAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");

    Run.of("collect", "-t", target("postgres"), "-o", file.resolve("snapshot").toString())
        .isFault(5, "could not be written");

    assertEquals("kept", Files.readString(file));
    Files.delete(file);
    nothingIsLeft();
  }

  @Test
  void outputThatHoldsFilesIsNotTouched() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("snapshot")).resolve("kept");
    Files.writeString(kept, "kept");

    collect(target("postgres")).isFault(2, "not an empty folder");

    assertEquals("kept", Files.readString(kept));
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(3, left.count());
    }
  }

  /**
   * A tmpfs of 48 KiB in a mount namespace of its own; where none can be made, a limit to the size
   * of a file, at which the system refuses to write on.
   */
  @Test
  void fullDisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String script =
        "mount -t tmpfs -o size=48k none \"$1\" 2>/dev/null || ulimit -f 2;"
            + " disk=$1; shift; \"$@\"; code=$?; ls -A \"$disk\"; exit $code";
    List<String> command = new ArrayList<>(namespace());
    command.addAll(List.of("bash", "-c", script, "full-disk", disk.toString()));
    command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(
        List.of("collect", "-t", target("postgres"), "-o", disk.resolve("s").toString()));

    Run run = process(command);

    run.isFault(5, "See that the disk has space");
    Files.delete(disk);
    nothingIsLeft();
  }

  private List<String> namespace() throws IOException, InterruptedException {
    for (List<String> command : List.of(List.of("unshare", "-m"), List.of("unshare", "-r", "-m"))) {
      List<String> probe = new ArrayList<>(command);
      probe.add("true");
      if (process(probe).code() == 0) {
        return command;
      }
    }
    return List.of();
  }

  private Run process(List<String> command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    Run run =
        new Run(
            process.waitFor(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return run;
  }

  private Run collect(String target, String... more) {
    List<String> args = new ArrayList<>(List.of("collect", "-t", target));
    args.addAll(List.of("-o", folder.resolve("snapshot").toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private static String target(String user) {
    return "postgresql://" + user + "@127.0.0.1:" + server.port() + "/postgres";
  }

  private void nothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }
}
