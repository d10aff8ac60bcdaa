package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Snapshot;

/** Estates that are unusual and real: they are read, or what could not be read is named. */
class OddEstateIT {
  private static EmbeddedPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.major(15).start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** The bytes of a name in a shared catalog are those of the database that it was made in. */
  @Test
  void roleNamedInAnotherEncodingIsReadInEachDatabase() {
    server.execute(
        "postgres",
        "create database bytes encoding sql_ascii template template0 lc_collate 'C' lc_ctype 'C'");
    server.execute(
        "bytes",
        "do $$ begin execute 'create role \"r' || chr(228) || 'w\" login superuser'; end $$");

    collect();

    Snapshot snapshot = Snapshot.open(folder.resolve("snapshot"));
    assertTrue(
        snapshot.rows("role").stream().anyMatch(row -> row.text("name").matches("r\ufffd+w")));
    assertTrue(snapshot.gaps().stream().noneMatch(gap -> gap.table().equals("role")));
  }

  @Test
  void logThatTwoOptionsNameIsOneLog() throws IOException {
    Path logs = Files.createDirectory(folder.resolve("logs"));
    Path log =
        Files.writeString(
            logs.resolve("server.log"),
            """
            2026-11-22 10:00:00.001 UTC [1] LOG:  archive command failed with exit code 1
            2026-11-22 10:00:00.001 UTC [1] DETAIL:  The failed archive command was: cp x
            """);

    collect("--backup-log", logs.toString(), "--server-log", log.toString());

    assertEquals(1, Snapshot.open(folder.resolve("snapshot")).rows("archive_failure").size());
    Run assessed = Run.of("assess", folder.resolve("snapshot").toString());
    assertEquals(1, assessed.code(), assessed.err());
  }

  @Test
  void timesOfLogsWithoutZoneAreReadInTheGivenOne() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("main-backup.log"),
            """
            2026-11-22 16:00:00.000 P00   INFO: backup command begin 2.45: --exec-id=1-a --stanza=main
            2026-11-22 16:00:05.000 P00   INFO: backup command end: completed successfully (5000ms)
            """);

    collect("--backup-log", log.toString(), "--log-zone", "Europe/Berlin");

    var run = Snapshot.open(folder.resolve("snapshot")).rows("backup_run").getFirst();
    assertEquals(
        "2026-11-22T15:00:00Z given", run.text("started_at") + " " + run.text("time_grade"));
  }

  @Test
  void snapshotGoesIntoTheEmptyFolderThatALinkNames() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("snapshot"), real);

    collect();

    assertTrue(Files.isSymbolicLink(folder.resolve("snapshot")));
    assertTrue(Files.exists(real.resolve("snapshot.json")));
  }

  @Test
  void roleThatTheDatabaseSetsDoesNotNarrowWhatIsRead() {
    server.execute("postgres", "create role narrow");
    server.execute("postgres", "create database narrowed");
    server.execute("postgres", "alter database narrowed set role = 'narrow'");

    collect("--databases", "narrowed");
    String other = folder.resolve("first").toString();
    Run first = Run.of("collect", "-t", target("narrowed"), "-o", other, "--no-tls-probe");

    assertEquals(3, first.code(), first.err());
    for (String name : List.of("snapshot", "first")) {
      assertEquals(
          Set.of("tls_probe", "tls_certificate"),
          Snapshot.open(folder.resolve(name)).gaps().stream()
              .map(Gap::table)
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void lockedCatalogIsAGapThatSaysWhatHelps() throws Exception {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock pg_catalog.pg_policy in access exclusive mode");

      collect();
    }

    Gap gap =
        Snapshot.open(folder.resolve("snapshot")).gaps().stream()
            .filter(found -> found.table().equals("policy"))
            .findFirst()
            .orElseThrow();
    assertTrue(gap.reason().contains("lock timeout"), gap.reason());
    assertTrue(gap.remedy().contains("when no session holds a lock"), gap.remedy());
  }

  /** Held up by a lock, so that it is ended while it reads. */
  @Test
  void endedCollectLeavesNothing() throws Exception {
    Process process;
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock pg_catalog.pg_policy in access exclusive mode");

      process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "collect",
                  "-t",
                  target("postgres"),
                  "-o",
                  folder.resolve("snapshot").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      while (process.isAlive() && !isHeldUp(statement)) {
        Thread.sleep(10);
      }
      process.destroy();
      process.waitFor();
    }

    assertEquals(143, process.exitValue());
    assertEquals(List.of(), names());
  }

  private static boolean isHeldUp(Statement statement) throws SQLException {
    try (ResultSet waits =
        statement.executeQuery("select from pg_catalog.pg_locks where not granted")) {
      return waits.next();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String target(String database) {
    return "postgresql://postgres@127.0.0.1:" + server.port() + "/" + database;
  }

  private void collect(String... options) {
    String[] fixed = {
      "collect",
      "-t",
      "postgresql://postgres@127.0.0.1:" + server.port() + "/postgres",
      "-o",
      folder.resolve("snapshot").toString(),
      "--no-tls-probe"
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + options.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    Run run = Run.of(all);
    assertEquals(3, run.code(), run.err());
  }
}
