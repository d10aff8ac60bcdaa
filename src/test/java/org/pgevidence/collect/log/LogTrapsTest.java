package org.pgevidence.collect.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.backup.BackupEngine;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/** Where readers of backup logs go wrong, beyond what the samples show by themselves. */
class LogTrapsTest {
  private static final String BEGIN =
      " P00   INFO: backup command begin 2.45: --exec-id=1-a --repo1-cipher-type=aes-256-cbc --stanza=a --type=full\n";

  @TempDir Path folder;

  @Test
  void abbreviationOfSeveralZonesGivesNoTimeUnlessTheZoneIsGiven() throws IOException {
    Path log =
        file("server.log", "2026-11-22 21:22:23.000 IST [1] LOG:  starting archive recovery\n");

    assertNull(read(log, LogOptions.DEFAULT).rows("log_file").getFirst().textOrNull("first_at"));
    assertEquals(
        "2026-11-22T15:52:23Z",
        read(log, LogOptions.DEFAULT.in(ZoneId.of("Asia/Kolkata")))
            .rows("log_file")
            .getFirst()
            .text("first_at"));
  }

  @Test
  void hourThatTheClockRepeatsIsOnlyAssumed() throws IOException {
    LogOptions berlin = LogOptions.DEFAULT.in(ZoneId.of("Europe/Berlin"));
    Path twice = file("twice.log", "2026-10-25 02:30:00.000" + BEGIN);
    Path once = file("once.log", "2026-10-25 04:30:00.000" + BEGIN);

    assertEquals("assumed", read(twice, berlin).rows("log_file").getFirst().text("zone_grade"));
    assertEquals("given", read(once, berlin).rows("log_file").getFirst().text("zone_grade"));
  }

  @Test
  void dumpIsWholeWithItsClosingCommentWhateverFollows() throws IOException {
    String head = "--\n-- PostgreSQL database dump\n--\n\\restrict x\nselect 1;\n";
    String end = "--\n-- PostgreSQL database dump complete\n--\n";

    assertEquals("succeeded", result(file("new.sql", head + end + "\n\\unrestrict x\n")));
    assertEquals("succeeded", result(file("old.sql", head + end)));
    assertEquals("unknown", result(file("cut.sql", head)));
    assertEquals(
        "partial",
        read(folder.resolve("cut.sql"), LogOptions.DEFAULT)
            .rows("log_file")
            .getFirst()
            .text("state"));
  }

  @Test
  void cipherIsProvenByTheFirstBytesOfRepositoryFiles() throws IOException {
    Files.createDirectories(folder.resolve("repo/backup/a"));
    Files.createDirectories(folder.resolve("repo/archive/b/15-1"));
    file("repo/backup/a/backup.info", "Salted__\u0001\u0002\u0003");
    file("repo/archive/b/15-1/archive.info", "[backrest]\nbackrest-format=5\n");

    List<Row> rows = read(folder.resolve("repo"), LogOptions.DEFAULT).rows("repository_file");

    assertEquals(
        List.of("b plain", "a encrypted"),
        rows.stream().map(row -> row.text("system") + " " + row.text("encryption")).toList());
  }

  @Test
  void serverWithoutPrefixIsNotTakenForBarman() throws IOException {
    MemoryFacts facts =
        read(
            file("server.log", "LOG:  checkpoint starting: time\nERROR:  division by zero\n"),
            LogOptions.DEFAULT);

    assertEquals("postgresql-stderr", facts.rows("log_file").getFirst().text("format"));
    assertTrue(facts.rows("backup_check").isEmpty());
  }

  @Test
  void damagedPageInTheServerLogIsSaid() throws IOException {
    MemoryFacts facts =
        read(
            file(
                "server.log",
                """
                2026-11-22 15:00:00.000 UTC [7] app@shop LOG:  checkpoint starting: time
                2026-11-22 15:00:01.000 UTC [8] app@shop WARNING:  page verification failed, calculated checksum 6311 but expected 1066
                2026-11-22 15:00:01.000 UTC [8] app@shop ERROR:  invalid page in block 2 of relation base/16384/16411
                """),
            LogOptions.DEFAULT);

    Row damage = facts.rows("verify_run").getFirst();
    assertEquals("damaged", damage.text("result"));
    assertEquals("2026-11-22T15:00:01Z", damage.text("verified_at"));
    assertEquals(2, damage.number("line"));
    assertEquals(1, facts.rows("verify_run").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARNING:  page verification failed, calculated checksum 6311 but expected 1066",
        "WARNING:  checksum verification failed in file \"./base/5/1234\", block 2: calculated 18A7 but expected 42A",
        "ERROR:  invalid page in block 2 of relation base/16384/16411",
        "WARNING:  invalid page in block 2 of relation base/16384/16411; zeroing out page",
        "ERROR:  3 invalid pages among blocks 2..9 of relation \"base/16384/16411\"",
        "WARNING:  ignoring checksum failure in block 2 of relation \"base/16384/16411\"",
        "WARNING:  zeroing out 2 invalid pages among blocks 2..9 of relation \"base/16384/16411\"",
        "ERROR:  could not read block 5 in file \"base/16384/16411\": read only 0 of 8192 bytes",
        "PANIC:  WAL contains references to invalid pages"
      })
  void damageIsAFactWithItsTimeInEachFormat(String said) throws IOException {
    String severity = said.substring(0, said.indexOf(':'));
    String message = said.substring(said.indexOf(':') + 3);
    Path stderr = file("a.log", line("LOG", "checkpoint starting: time") + line(severity, message));
    Path csv = file("b.csv", csv("LOG", "checkpoint starting: time") + csv(severity, message));
    Path json = file("c.json", json("LOG", "checkpoint starting: time") + json(severity, message));

    for (Path log : List.of(stderr, csv, json)) {
      MemoryFacts facts = read(log, LogOptions.DEFAULT);

      assertEquals(List.of(), facts.gaps().stream().map(Gap::reason).toList());
      Row damage = facts.rows("verify_run").getFirst();
      assertEquals("damaged", damage.text("result"), log.toString());
      assertEquals("2026-11-22T15:00:01Z", damage.text("verified_at"));
      assertEquals(2, damage.number("line"));
      assertEquals(message, damage.text("error"));
    }
  }

  private static String line(String severity, String message) {
    return "2026-11-22 15:00:01.000 UTC [7] app@shop " + severity + ":  " + message + "\n";
  }

  private static String csv(String severity, String message) {
    return "2026-11-22 15:00:01.000 UTC,\"app\",\"shop\",7,\"[local]\",65b.1,1,\"SELECT\",2026-11-22 15:00:00 UTC,3/1,0,"
        + severity
        + ",XX001,\""
        + message.replace("\"", "\"\"")
        + "\",,,,,,\"select 1\",,,\"psql\",\"client backend\",,0\n";
  }

  private static String json(String severity, String message) {
    return "{\"timestamp\":\"2026-11-22 15:00:01.000 UTC\",\"pid\":7,\"error_severity\":\""
        + severity
        + "\",\"state_code\":\"XX001\",\"message\":\""
        + message.replace("\"", "\\\"")
        + "\",\"backend_type\":\"client backend\"}\n";
  }

  @Test
  void resumedBackupBeginsWithItsRunAndNotWithItsLabel() throws IOException {
    String resumed =
        "2026-11-22 15:46:42.600 P00   WARN: resumable backup 20261122-154526F of same type exists -- invalid files will be removed then the backup will resume\n";
    String end =
        "2026-11-22 15:46:48.548 P00   INFO: new backup label = 20261122-154526F\n2026-11-22 15:46:48.647 P00   INFO: backup command end: completed successfully (6111ms)\n";

    Row run =
        read(
                file("a-backup.log", "2026-11-22 15:46:42.537" + BEGIN + resumed + end),
                LogOptions.DEFAULT)
            .rows("backup_run")
            .getFirst();

    assertEquals("20261122-154526F", run.text("label"));
    assertEquals("2026-11-22T15:46:42.537Z", run.text("started_at"));
    assertEquals(1, run.number("is_resumed"));
  }

  @Test
  void errorStreamThatCannotBeReadIsAGapAndTheOutputIsTaken() throws IOException {
    Path log = file("nightly.log", "pg_basebackup: base backup completed\n");
    file("nightly.rc", "0\n");
    // even root opens this but cannot read its first byte
    Path stderr = folder.resolve("nightly.stderr");
    Files.createSymbolicLink(stderr, Path.of("/proc/self/mem"));

    MemoryFacts facts = read(log, LogOptions.DEFAULT);

    assertEquals(List.of(stderr.toString()), facts.gaps().stream().map(Gap::subject).toList());
    assertEquals("succeeded", facts.rows("backup_run").getFirst().text("result"));
  }

  @Test
  void damageOfSuccessfulBaseBackupIsReadFromItsOwnErrorStream() throws IOException {
    String warning =
        "WARNING:  checksum verification failed in file \"./base/5/1234\", block 2: calculated 18A7 but expected 42A\n";
    Path log = file("nightly.log", "pg_basebackup: base backup completed\n");
    file("nightly.rc", "0\n");
    assertNull(
        read(log, LogOptions.DEFAULT).rows("backup_run").getFirst().numberOrNull("has_page_error"));
    Path stderr = file("nightly.stderr", "NOTICE:  all WAL segments are archived\n" + warning);
    Path alone = file("alone.stderr", warning);

    MemoryFacts facts = read(log, LogOptions.DEFAULT);

    Row run = facts.rows("backup_run").getFirst();
    assertEquals("succeeded", run.text("result"));
    assertEquals(1, run.number("has_page_error"));
    assertTrue(run.text("error").endsWith("(" + stderr.getFileName() + ":2)"), run.text("error"));
    assertEquals(
        1, read(alone, LogOptions.DEFAULT).rows("backup_run").getFirst().number("has_page_error"));
    MemoryFacts derived = new BackupEngine().derive(facts);
    Row backup = derived.rows("backup").getFirst();
    // BKP-004 joins them by both.
    Row system = derived.rows("backup_system").getFirst();
    assertEquals(
        List.of(system.text("tool"), system.text("system")),
        List.of(backup.text("tool"), backup.text("system")));
    assertEquals(1, backup.number("has_page_error"));
    assertEquals(0, backup.number("is_usable"));
  }

  @Test
  void manifestIsJudgedByItsOwnChecksum() throws IOException {
    String body =
        "{ \"PostgreSQL-Backup-Manifest-Version\": 1,\n\"Files\": [\n{ \"Path\": \"a\", \"Size\": 3, \"Checksum\": \"x\" }\n],\n";
    String sum =
        java.util.HexFormat.of()
            .formatHex(
                org.pgevidence.fact.Digest.sha256()
                    .digest(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    Path whole = file("whole", body + "\"Manifest-Checksum\": \"" + sum + "\"}\n");
    Path edited =
        file("edited", body.replace("3", "4") + "\"Manifest-Checksum\": \"" + sum + "\"}\n");

    assertEquals(
        3, read(whole, LogOptions.DEFAULT).rows("backup_run").getFirst().number("size_bytes"));
    MemoryFacts facts = read(edited, LogOptions.DEFAULT);
    assertNull(facts.rows("backup_run").getFirst().numberOrNull("size_bytes"));
    assertEquals(1, facts.gaps().size());
  }

  @Test
  void archivingThatGoesWrongInTheMiddleIsNotSkipped() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      log.append("-------------------PROCESS START-------------------\n");
      if (i == 3) {
        log.append(
            """
            2026-11-22 15:00:03.000 P00   INFO: archive-push command begin 2.45: [pg_wal/000000010000000000000003] --stanza=a
            2026-11-22 15:00:03.100 P00  ERROR: [103]: unable to find a valid repository
            2026-11-22 15:00:03.200 P00   INFO: archive-push command end: aborted with exception [103]
            """);
      } else {
        log.append(
            """
            2026-11-22 15:00:0%1$d.000 P00   INFO: archive-push:async command begin 2.45: [/pg_wal] --stanza=a
            2026-11-22 15:00:0%1$d.100 P01 DETAIL: pushed WAL file '0000000100000000000000%1$02X' to the archive
            2026-11-22 15:00:0%1$d.200 P00   INFO: archive-push:async command end: completed successfully (1ms)
            """
                .formatted(i));
      }
    }

    MemoryFacts facts = read(file("push.log", log.toString()), LogOptions.DEFAULT);

    assertEquals(
        List.of("000000010000000000000000-02", "000000010000000000000004-05"),
        facts.rows("wal_range").stream()
            .map(row -> row.text("first_segment") + "-" + row.text("last_segment").substring(22))
            .toList());
    assertEquals(
        "000000010000000000000003", facts.rows("archive_failure").getFirst().text("segment"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String result(Path file) throws IOException {
    return read(file, LogOptions.DEFAULT).rows("backup_run").getFirst().text("result");
  }

  private static MemoryFacts read(Path path, LogOptions options) throws IOException {
    return LogSamplesTest.read(List.of(path), options);
  }
}
