package org.pgevidence.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/** The timeline over real logs, against what is known of them. */
class BackupEngineTest {
  private static final Path SAMPLES = Path.of("src/test/resources/backup-samples");

  @Test
  void restoreTimesRunFromTheCommandToTheOpenServer() throws IOException {
    MemoryFacts derived = derive("pgbackrest/restore-full", "pgbackrest/restore-pitr-time");

    List<Row> restores = derived.rows("restore");
    assertEquals(
        List.of("pass", "pass"), restores.stream().map(row -> row.text("result")).toList());
    assertEquals(5.174, Double.parseDouble(String.valueOf(restores.get(0).value("rto_s"))), 0.05);
    assertEquals(5.290, Double.parseDouble(String.valueOf(restores.get(1).value("rto_s"))), 0.05);
    assertEquals(1, restores.get(1).number("target_reached"));
    assertTrue(restores.stream().allMatch(row -> row.value("rpo_s") == null));
  }

  @Test
  void pausedAndUnreachedRestoresAreNoProof() throws IOException {
    MemoryFacts derived =
        derive("pgbackrest/restore-pitr-pause", "pgbackrest/restore-pitr-unreachable");

    assertEquals(
        List.of("not proven", "fail"),
        derived.rows("restore").stream().map(row -> row.text("result")).toList());
  }

  @Test
  void gapUnderAnOkVerificationIsFound() throws IOException {
    MemoryFacts derived = derive("pgbackrest/verify-bad/verify-missing-wal.stdout");

    Row gap = derived.rows("wal_gap").getFirst();
    assertEquals("00000001000000000000001A", gap.text("first_missing"));
    assertEquals(1, gap.number("segment_count"));
    assertFalse(derived.rows("derived_step").isEmpty());
  }

  @Test
  void restoreThatEndedAtAGapIsNoPass() throws IOException {
    MemoryFacts alone = derive("pgbackrest/restore-missing-wal");
    MemoryFacts known =
        derive("pgbackrest/restore-missing-wal", "pgbackrest/verify-bad/verify-missing-wal.stdout");

    Row restore = alone.rows("restore").getFirst();
    assertEquals("pass", restore.text("result"));
    assertEquals(6.257, Double.parseDouble(String.valueOf(restore.value("rto_s"))), 0.001);
    assertEquals("2026-11-22T15:49:40.352058Z", restore.text("last_transaction_at"));
    assertTrue(restore.value("rpo_s") == null && restore.value("expected_at") == null);
    assertEquals("fail", known.rows("restore").getFirst().text("result"));
    assertTrue(
        known.rows("restore").getFirst().text("reason").contains("00000001000000000000001A"));
  }

  @Test
  void eachOfManyRestoresFindsItsOwnServer() {
    MemoryFacts facts = new MemoryFacts();
    LogSources.TABLES.forEach(facts::provide);
    GeneratedRuns.add(facts, 5_000);

    MemoryFacts derived = new BackupEngine().derive(facts);

    assertEquals(5_000, derived.rows("backup").size());
    assertEquals(5_000, derived.rows("restore").size());
    assertTrue(derived.rows("restore").stream().allMatch(row -> row.text("result").equals("pass")));
    assertEquals(5_000, derived.rows("backup_system").getFirst().number("succeeded"));
    assertEquals(0, derived.rows("wal_gap").size());
    assertTrue(derived.rows("recoverability").stream().allMatch(row -> row.flag("is_recoverable")));
  }

  @Test
  void damagedBackupIsNotUsable() throws IOException {
    MemoryFacts derived = derive("pgbackrest/backup-page-checksum");

    Row backup =
        derived.rows("backup").stream()
            .filter(row -> "20261122-154551F".equals(row.textOrNull("label")))
            .findFirst()
            .orElseThrow();
    assertEquals("succeeded", backup.text("result"));
    assertEquals(0, backup.number("is_usable"));
  }

  @Test
  void withoutLogsNothingIsProvided() {
    MemoryFacts derived = new BackupEngine().derive(new MemoryFacts());

    assertFalse(derived.isProvided("backup"));
    assertEquals(BackupEngine.TABLES.size(), derived.gaps().size());
  }

  static MemoryFacts derive(String... paths) throws IOException {
    MemoryFacts facts = new MemoryFacts();
    LogSources.TABLES.forEach(facts::provide);
    List<Path> files = java.util.Arrays.stream(paths).map(SAMPLES::resolve).toList();
    LogSources.read(
        "backup",
        files,
        LogOptions.DEFAULT,
        new LogSink() {
          @Override
          public void row(String table, @Nullable Object... values) {
            facts.add(table, values);
          }

          @Override
          public void gap(Gap gap) {
            facts.add(gap);
          }
        });
    return new BackupEngine().derive(facts);
  }
}
