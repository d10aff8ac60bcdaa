package org.pgevidence.collect.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/** Real output of real tools against what is known to have happened. */
class LogSamplesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/backup-samples");

  /**
   * Bad states of which the output itself shows nothing; the timeline must not call them proven.
   */
  private static final Set<String> SILENT =
      Set.of(
          "pgbackrest-2.60dev/verify-bad/verify-missing-wal-default",
          "pgbackrest-2.60dev/verify-bad/verify-missing-wal",
          "pgbackrest-2.60dev/verify-bad/verify-missing-wal-detail",
          "pgbackrest/verify-bad/verify-missing-wal",
          "pgbackrest/verify-bad/info-after-corruption.json",
          "pgbackrest/check/info-while-archiving-fails.json",
          "pgbackrest/setup/verify-no-backup",
          "pgbackrest/restore-missing-wal/restore",
          "pgbackrest/restore-pitr-pause/restore",
          "pgbackrest/restore-pitr-unreachable/restore",
          "pgbackrest/backup-failed/info-after-sigterm.json");

  static Stream<Map<?, ?>> cases() throws IOException {
    return Files.readAllLines(SAMPLES.resolve("truth.jsonl")).stream()
        .filter(line -> !line.isBlank())
        .<Map<?, ?>>map(line -> (Map<?, ?>) java.util.Objects.requireNonNull(Json.parse(line)))
        .filter(
            truth -> !((List<?>) java.util.Objects.requireNonNull(truth.get("files"))).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everySampleShowsWhatHappened(Map<?, ?> truth) throws IOException {
    String name = String.valueOf(truth.get("case"));
    List<Path> files = new ArrayList<>();
    for (Object file : (List<?>) java.util.Objects.requireNonNull(truth.get("files"))) {
      files.add(SAMPLES.resolve(name).resolveSibling(String.valueOf(file)));
    }
    String zone = String.valueOf(truth.get("env")).replaceAll(".*TZ=(\\S+).*", "$1");

    MemoryFacts facts =
        read(
            files,
            zone.contains("/") ? LogOptions.DEFAULT.in(ZoneId.of(zone)) : LogOptions.DEFAULT);

    assertEquals(files.size(), facts.rows("log_file").size());
    assertTrue(
        facts.rows("log_file").stream().noneMatch(row -> row.text("format").equals("unknown")));
    List<String> signs = signs(facts); // the one good list of 3.17 names a failed attempt
    if ("good".equals(truth.get("expected"))
        && !name.equals("barman-3.17.0/list/list-backups.json")) {
      assertEquals(List.of(), signs);
    } else if ("bad".equals(truth.get("expected")) && !SILENT.contains(name)) {
      assertFalse(signs.isEmpty(), "nothing speaks against it");
    }
    if (!name.contains("/info") && !name.contains("/list") && !name.contains("/show")) {
      Instant start = Instant.parse(String.valueOf(truth.get("start"))).minusSeconds(1);
      Instant stop = Instant.parse(String.valueOf(truth.get("stop"))).plusSeconds(1);
      for (String table : List.of("backup_run", "restore_run")) {
        for (Row row : facts.rows(table)) {
          for (String column : List.of("started_at", "stopped_at")) {
            boolean isOfRun = table.equals("restore_run") || !row.text("source").equals("file");
            if (isOfRun && row.textOrNull(column) != null) {
              Instant at = Instant.parse(row.text(column));
              assertFalse(at.isBefore(start) || at.isAfter(stop), column + " " + at);
            }
          }
        }
      }
    }
  }

  @Test
  void infoGivesExactTimesSizesAndIdentifiers() throws IOException {
    MemoryFacts facts = sample("pgbackrest/info-enc/info.json.stdout");

    Row incr = facts.rows("backup_run").getLast();
    assertEquals("20261122-154123F_20261122-154136I", incr.text("label"));
    assertEquals(Instant.ofEpochSecond(1795362096).toString(), incr.text("started_at"));
    assertEquals(Instant.ofEpochSecond(1795362099).toString(), incr.text("stopped_at"));
    assertEquals(109448830, incr.number("size_bytes"));
    assertEquals(78853518, incr.number("delta_bytes"));
    assertEquals(4376112, incr.number("repository_bytes"));
    assertEquals("aes-256-cbc", incr.text("encryption"));
    assertEquals("7711021189998257677", incr.text("system_identifier"));
  }

  @Test
  void damagedPagesInSuccessfulBackupAreSeen() throws IOException {
    Row run =
        sample("pgbackrest/backup-page-checksum/info.json.stdout").rows("backup_run").getLast();

    assertEquals("succeeded", run.text("result"));
    assertTrue(run.flag("has_page_error"));
  }

  @Test
  void killedBackupIsUnknownAndNeverSuccessful() throws IOException {
    Row run = sample("pgbackrest/backup-failed/sigkill.stdout").rows("backup_run").getFirst();

    assertEquals("unknown", run.text("result"));
    assertNull(run.textOrNull("stopped_at"));
  }

  @Test
  void twoStanzasOnOneConsoleAreToldApartByDuration() throws IOException {
    List<Row> runs = sample("variants/interleaved/two-stanzas-one-console.log").rows("backup_run");

    assertEquals(
        List.of(
            "main 20261122-161447F 2026-11-22T16:14:53.123Z",
            "app 20261122-161447F 2026-11-22T16:14:55.611Z"),
        runs.stream()
            .map(row -> row.text("system") + " " + row.text("label") + " " + row.text("stopped_at"))
            .toList());
    assertTrue(runs.stream().allMatch(row -> row.flag("is_ambiguous")));
  }

  @Test
  void truncatedFilesGiveTheirReadablePartAndSaySo() throws IOException {
    MemoryFacts facts = sample("variants/truncated");

    assertEquals(
        4,
        facts.rows("log_file").stream().filter(row -> row.text("state").equals("partial")).count());
    assertTrue(facts.gaps().size() >= 4);
  }

  @Test
  void readOnlyReadyIsNoSuccess() throws IOException {
    Row recovery =
        sample("pgbackrest/restore-pitr-unreachable/server.log").rows("recovery").getFirst();

    assertEquals("failed", recovery.text("result"));
    assertEquals(
        "recovery ended before configured recovery target was reached", recovery.text("fatal"));
    assertEquals("2026-11-22T15:48:48.037Z", recovery.text("read_only_at"));
    assertNull(recovery.textOrNull("opened_at"));
  }

  @Test
  void wrongPassphraseWithRawBytesIsStatusNotCrash() throws IOException {
    MemoryFacts facts = sample("pgbackrest/backup-failed/wrong-cipher-pass.stdout");

    assertEquals(99, facts.rows("backup_repository").getFirst().number("status_code"));
  }

  @Test
  void unknownFileIsGapWithItsName() throws IOException {
    MemoryFacts facts = sample("pgbackrest/restore-full/facts.txt");

    assertEquals("unknown", facts.rows("log_file").getFirst().text("state"));
    assertTrue(facts.gaps().stream().anyMatch(gap -> gap.subject().contains("facts.txt")));
  }

  static MemoryFacts sample(String path) throws IOException {
    return read(List.of(SAMPLES.resolve(path)), LogOptions.DEFAULT);
  }

  static MemoryFacts read(List<Path> files, LogOptions options) throws IOException {
    MemoryFacts facts = new MemoryFacts();
    LogSources.TABLES.forEach(facts::provide);
    LogSources.read(
        "backup",
        files,
        options,
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
    return facts;
  }

  /** Whatever in the rows speaks against health. */
  private static List<String> signs(MemoryFacts facts) {
    List<String> signs = new ArrayList<>();
    boolean isDump =
        facts.rows("backup_run").stream().anyMatch(row -> row.text("tool").equals("pg_dump"));
    for (String table : List.of("backup_run", "restore_run")) {
      for (Row row : facts.rows(table)) {
        boolean isCaptured = isDump || row.text("tool").equals("pg_restore");
        if (!row.text("result").equals("succeeded")
            && !(isCaptured && row.text("result").equals("unknown"))) {
          signs.add(row.text("tool") + " " + row.text("result"));
        }
      }
    }
    facts.forEach(
        "backup_run",
        row -> {
          if (Long.valueOf(1).equals(row.numberOrNull("has_page_error"))) {
            signs.add("page error");
          }
        });
    facts.forEach(
        "verify_run",
        row -> {
          if (!List.of("clean", "not stated").contains(row.text("result"))) {
            signs.add(row.text("tool") + " " + row.text("result"));
          }
        });
    facts.forEach(
        "backup_check",
        row -> {
          if (row.text("status").equals("failed")) {
            signs.add(row.text("name"));
          }
        });
    facts.forEach(
        "backup_repository",
        row -> {
          Long code = row.numberOrNull("status_code");
          if (code != null && code != 0) {
            signs.add("status " + code);
          }
        });
    facts.forEach(
        "archiver_report",
        row -> {
          String failed = row.textOrNull("last_failed_at");
          String archived = row.textOrNull("last_archived_at");
          if (failed != null && archived != null && failed.compareTo(archived) > 0) {
            signs.add("archiving fails");
          }
        });
    return signs;
  }
}
