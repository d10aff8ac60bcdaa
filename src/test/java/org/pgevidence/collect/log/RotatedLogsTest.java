package org.pgevidence.collect.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/** Real logs cut in two as by rotation say what the whole log says. */
class RotatedLogsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/backup-samples");
  private static final int PIECES = 24;

  /** Where a fact stands moves when a log is cut; what it says must not. */
  private static final Set<String> PLACES = Set.of("path", "end_path", "line", "item");

  private static final Pattern SAID =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\S+ \\w+) \\[(\\d+)\\].*?([A-Z]+):  (.*)");
  private static final String JSON =
      "{\"timestamp\":\"2026-11-22 15:00:00.000 UTC\",\"pid\":7,\"error_severity\":\"LOG\",\"message\":\"checkpoint starting: time\"}\n";
  private static final String TEXT =
      "2026-11-22 15:00:00.000 UTC [7] app@shop LOG:  checkpoint starting: time\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "variants/rotated/app-backup.log.full",
        "variants/interleaved/app-backup.info.all.log",
        "barman-logs/barman.log",
        "pgbackrest/restore-pitr-unreachable/server.log",
        "postgresql-server-15/mixed-stderr/primary-with-pgbackrest-archive-push-lines.log",
        "postgresql-server-15/csv-json-source/csvlog.Berlin.csv"
      })
  void logCutInTwoGivesTheFactsOfTheWhole(String sample) throws IOException {
    List<String> lines = Files.readAllLines(SAMPLES.resolve(sample));
    List<String> whole = said(LogSamplesTest.sample(sample));

    for (int piece = 1; piece < PIECES; piece++) {
      int cut = Math.max(1, lines.size() * piece / PIECES);
      if (!sample.endsWith(".csv") || lines.get(cut).startsWith("2026-")) {
        Path at = Files.createDirectory(folder.resolve(piece + "-" + cut));
        zip(at.resolve("x.log.1.gz"), lines.subList(0, cut));
        Files.write(at.resolve("x.log"), lines.subList(cut, lines.size()));

        assertEquals(whole, said(read(at)), sample + " cut after line " + cut);
      }
    }
  }

  /** What a real server said in a recovery, in the records of jsonlog. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "EST"})
  void jsonLogCutInTwoGivesTheFactsOfTheWhole(String zone) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line :
        Files.readAllLines(SAMPLES.resolve("pgbackrest/restore-pitr-time/server.log"))) {
      Matcher said = SAID.matcher(line);
      if (said.matches()) {
        lines.add(
            "{\"timestamp\":\"%s\",\"pid\":%s,\"error_severity\":\"%s\",\"message\":\"%s\"}"
                .formatted(
                    said.group(1).replace("UTC", zone),
                    said.group(2),
                    said.group(3),
                    said.group(4).replace("\\", "\\\\").replace("\"", "\\\"")));
      }
    }
    Path alone = Files.createDirectory(folder.resolve("whole"));
    Files.write(alone.resolve("x.json"), lines);
    MemoryFacts whole = read(alone);
    assertEquals("postgresql-jsonlog", whole.rows("log_file").getFirst().text("format"));
    assertEquals("opened", whole.rows("recovery").getFirst().text("result"));

    for (int cut = 1; cut < lines.size(); cut++) {
      Path at = Files.createDirectory(folder.resolve("cut-" + cut));
      zip(at.resolve("x.json.1.gz"), lines.subList(0, cut));
      Files.write(at.resolve("x.json"), lines.subList(cut, lines.size()));

      assertEquals(said(whole), said(read(at)), "cut after line " + cut);
    }
  }

  @Test
  void recordThatRotationCutInTwoIsPartialInBothFormats() throws IOException {
    Path json = Files.createDirectory(folder.resolve("json"));
    Files.writeString(json.resolve("x.json.1"), JSON + JSON.substring(0, 60));
    Files.writeString(json.resolve("x.json"), JSON.substring(60) + JSON);
    Path text = Files.createDirectory(folder.resolve("text"));
    Files.writeString(text.resolve("x.log.1"), TEXT + TEXT.substring(0, 40));
    Files.writeString(text.resolve("x.log"), TEXT.substring(40) + TEXT);

    for (Path parts : List.of(json, text)) {
      MemoryFacts facts = read(parts);

      Row before =
          facts.rows("log_file").stream()
              .filter(row -> row.text("path").endsWith(".1"))
              .findFirst()
              .orElseThrow();
      assertEquals("partial", before.text("state"));
      assertTrue(
          facts.gaps().stream().anyMatch(gap -> gap.subject().equals(before.text("path") + ":2")),
          facts.gaps().toString());
    }
  }

  @Test
  void aLogThatIsEmptySinceItsRotationIsNoGap() throws IOException {
    zip(
        folder.resolve("x.log.1.gz"),
        Files.readAllLines(SAMPLES.resolve("barman-logs/barman.log")));
    Files.createFile(folder.resolve("x.log"));

    assertEquals(
        List.of(),
        read(folder).gaps().stream().filter(gap -> gap.reason().contains("empty")).toList());
    assertEquals(2, read(folder).rows("log_file").size());
  }

  @Test
  void runNamesTheFilesOfItsBeginAndOfItsEnd() throws IOException {
    List<String> lines =
        Files.readAllLines(SAMPLES.resolve("variants/rotated/app-backup.log.full"));
    int end =
        lines.indexOf(lines.stream().filter(line -> line.contains("end: comp")).findFirst().get());
    zip(folder.resolve("app-backup.log-20261122.gz"), lines.subList(0, end));
    Files.write(folder.resolve("app-backup.log"), lines.subList(end, lines.size()));

    Row run = read(folder).rows("backup_run").getFirst();

    assertTrue(run.text("path").endsWith("app-backup.log-20261122.gz"), run.text("path"));
    assertTrue(run.text("end_path").endsWith("/app-backup.log"), run.text("end_path"));
    assertEquals("succeeded", run.text("result"));
  }

  @Test
  void runDoesNotEndInPartThatFollowsMissingOne() throws IOException {
    Files.writeString(
        folder.resolve("main-backup.log.2"),
        """
        2026-11-20 15:00:00.000 P00   INFO: backup command begin 2.45: --exec-id=1-a --stanza=main
        """);
    Files.writeString(
        folder.resolve("main-backup.log"),
        """
        2026-11-22 15:00:05.000 P00   INFO: new backup label = 20261122-150000F
        2026-11-22 15:00:05.000 P00   INFO: backup command end: completed successfully (5000ms)
        """);

    Row run = read(folder).rows("backup_run").getFirst();

    assertEquals("unknown", run.text("result"));
    assertNull(run.textOrNull("stopped_at"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22 15:00:05.000 P00   INFO: backup command end: aborted with exception [082]\n",
        "2026-11-22 15:00:04.000 P00  ERROR: [082]: WAL segment was not archived\n2026-11-22 15:00:05.000 P00   INFO: backup command end: aborted with exception [082]\n"
      })
  void failureBehindMissingPartIsNotThatOfAnEarlierRun(String end) throws IOException {
    Files.writeString(
        folder.resolve("main-backup.log.2"),
        """
        2026-11-20 15:00:00.000 P00   INFO: backup command begin 2.45: --exec-id=1-a --stanza=main
        """);
    Files.writeString(folder.resolve("main-backup.log"), end);

    Row run = read(folder).rows("backup_run").getFirst();

    assertEquals("unknown", run.text("result"));
    assertEquals("no end line: the file ends", run.text("error"));
    assertNull(run.numberOrNull("exit_code"));
    assertNull(run.textOrNull("stopped_at"));
  }

  @Test
  void everyFileCountsItsOwnRows() throws IOException {
    MemoryFacts facts = LogSamplesTest.sample("variants/rotated");

    for (Row file : facts.rows("log_file")) {
      long rows =
          LogSources.TABLES.stream()
              .filter(table -> !table.equals("log_file"))
              .flatMap(table -> facts.rows(table).stream())
              .filter(row -> row.text("path").equals(file.text("path")))
              .count();
      assertEquals(rows, file.number("row_count"), file.text("path"));
    }
  }

  private static List<String> said(MemoryFacts facts) {
    List<String> said = new ArrayList<>();
    for (String table : LogSources.TABLES) {
      for (Row row : table.equals("log_file") ? List.<Row>of() : facts.rows(table)) {
        StringBuilder text = new StringBuilder(table);
        for (var column : row.table().columns()) {
          if (!PLACES.contains(column.name())) {
            text.append(' ').append(row.value(column.name()));
          }
        }
        said.add(text.toString());
      }
    }
    facts.gaps().forEach(gap -> said.add("gap in " + gap.table()));
    return said;
  }

  private static void zip(Path file, List<String> lines) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  private static MemoryFacts read(Path path) throws IOException {
    return LogSamplesTest.read(List.of(path), LogOptions.DEFAULT);
  }
}
