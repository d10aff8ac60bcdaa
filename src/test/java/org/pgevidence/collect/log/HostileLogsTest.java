package org.pgevidence.collect.log;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/** A log that cannot be understood is a gap with file and line, and its neighbour is still read. */
class HostileLogsTest {
  private static final String LABEL =
      "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)\nLABEL: neighbour\n";
  private static final String CSV = "2026-11-22 15:00:00.000 UTC,\"a\",\"b\",7,";
  private static final String JSONLOG =
      "{\"timestamp\":\"2026-11-22 15:00:00.000 UTC\",\"error_severity\":\"LOG\",\"message\":\"x\"}\n";
  private static final String STANZA =
      "[{\"name\":\"app\",\"status\":{\"code\":0,\"message\":\"ok\"}";

  @TempDir Path folder;

  static Stream<Arguments> files() throws IOException {
    byte[] binary = new byte[300_000];
    new Random(7).nextBytes(binary);
    byte[] zipped = gzip("2026-11-22 15:00:00.000 P00   INFO: backup command begin 2.45:\n");
    byte[] damaged = gzip(JSONLOG.repeat(1000));
    Arrays.fill(damaged, 30, damaged.length, (byte) 0x5a);
    return Stream.of(
        hostile("binary", 1, binary),
        hostile("utf-16.log", 1, "LOG:  archive recovery complete\n".getBytes(UTF_16)),
        hostile("utf-16.json", 1, "[{\"name\": 1}]".getBytes(UTF_16)),
        hostile("empty.log", 1, ""),
        hostile("nul", 1, new byte[70_000]),
        hostile("line-ends", 1, "\r\n".repeat(5000)),
        hostile("long-line", 1, "x".repeat(5 << 20)),
        hostile("long-line.json", 1, "[{\"a\": \"" + "x".repeat(5 << 20)),
        hostile("cut.log.gz", 1, Arrays.copyOf(zipped, zipped.length - 12)),
        hostile("cut-in-header.gz", 1, Arrays.copyOf(zipped, 5)),
        hostile("no-method.gz", 1, new byte[] {0x1f, (byte) 0x8b, 1, 0, 0, 0, 0, 0, 0, 0, 0}),
        hostile("damaged.gz", 1, damaged),
        hostile("plain.gz", 1, "the backup went well\n"),
        hostile("other-tool.json", 1, "{\"version\": 3, \"results\": {\"ok\": true}}"),
        hostile("other-list.json", 1, "[{\"name\": \"job\", \"status\": \"green\"}]"),
        hostile("numbers.json", 1, "[\n1, 2]"),
        hostile("words.json", 1, "{\"_comment\": \"none\"}"),
        hostile("package.json", 1, "{\"integrity\": \"sha512\"}"),
        hostile("info-cut.json", 1, STANZA + ",\"backup\":[{\"label\":\"2026"),
        hostile("info-odd.json", 1, STANZA + ",\"backup\":[{\"archive\":{\"start\":\"" + odd()),
        hostile("barman-new.json", 1, "{\"main\": {\"schema\": 9, \"backups\": [1]}}"),
        hostile("barman-none.json", 1, "{\"main\": {\"postgresql\": {\"status\": 1}}, \"_x\": [}"),
        hostile("columns.csv", 1, CSV + "LOG,00000,\"starting archive recovery\"\n"),
        hostile("broken.json", 2, JSONLOG + "{\"timestamp\":\"2026\n" + JSONLOG),
        hostile("list.json", 2, JSONLOG + "[1]\n" + JSONLOG),
        hostile("shapeless.json", 2, JSONLOG + "{\"level\":\"info\"}\n" + JSONLOG),
        hostile("label", 2, LABEL.replace("LABEL: neighbour", "START TIMELINE: one")),
        hostile("history", 1, "9".repeat(30) + "\t0/1\tx\n"),
        hostile("manifest", 1, "{\"PostgreSQL-Backup-Manifest-Version\": 1, \"Size\": " + digits()),
        hostile("archiver", 2, "-[ RECORD 1 ]-+-\nfailed_count | many\nlast_archived_wal | x\n"),
        hostile("show.txt", 2, "Backup 20261122T150000:\n    Timeline    : one\n"),
        hostile("server.txt", 1, "Server main:\n  nothing we know\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void fileIsGapThatNamesIt(String name, int line, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    Files.writeString(folder.resolve("neighbour"), LABEL);

    MemoryFacts facts = read(folder);

    String place = file + ":" + line;
    assertTrue(facts.gaps().stream().anyMatch(gap -> gap.subject().equals(place)), said(facts));
    assertTrue(facts.gaps().size() <= 2, said(facts));
    assertEquals(2, facts.rows("log_file").size());
    assertTrue(
        facts.rows("backup_run").stream()
            .anyMatch(row -> "neighbour".equals(row.textOrNull("label"))));
  }

  @Test
  void whatCannotBeOpenedIsGapAndTheRestIsRead() throws IOException {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Files.createSymbolicLink(below.resolve("loop"), folder.resolve("a"));
    Files.createSymbolicLink(below.resolve("nowhere"), folder.resolve("gone.log"));
    Files.writeString(folder.resolve("neighbour"), LABEL);

    // even root opens this but cannot read its first byte
    Path memory = Path.of("/proc/self/mem");

    MemoryFacts facts = LogSamplesTest.read(List.of(memory, folder), LogOptions.DEFAULT);

    assertEquals(
        Set.of(memory.toString(), below.resolve("loop").toString(), below + "/nowhere"),
        facts.gaps().stream().map(Gap::subject).collect(Collectors.toSet()));
    assertEquals("neighbour", facts.rows("backup_run").getFirst().text("label"));
  }

  @Test
  void pipesAndDevicesAreRefusedWithoutWaiting() throws Exception {
    Path pipe = Files.createDirectory(folder.resolve("a")).resolve("pipe");
    Path below = Files.createDirectory(folder.resolve("b"));
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path link = Files.createSymbolicLink(below.resolve("link"), pipe);
    Files.writeString(below.resolve("neighbour"), LABEL);

    MemoryFacts facts =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                LogSamplesTest.read(
                    List.of(pipe, Path.of("/dev/zero"), below), LogOptions.DEFAULT));

    assertEquals(
        List.of("/dev/zero", pipe.toString(), link.toString()),
        facts.gaps().stream().map(Gap::subject).sorted().toList());
    assertTrue(
        facts.gaps().stream()
            .anyMatch(
                gap -> gap.reason().equals(pipe + " could not be read: it is no regular file")),
        said(facts));
    assertEquals("neighbour", facts.rows("backup_run").getFirst().text("label"));
  }

  @Test
  void linkedFolderIsReadOnce() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Files.writeString(real.resolve("neighbour"), LABEL);
    Path given = Files.createDirectories(folder.resolve("given"));
    Files.createSymbolicLink(given.resolve("one"), real);
    Files.createSymbolicLink(given.resolve("two"), real);

    MemoryFacts facts = read(given);

    assertEquals(1, facts.rows("backup_run").size());
    assertEquals(List.of(), facts.gaps());
  }

  @Test
  void manyBrokenRecordsAreOneGap() throws IOException {
    Files.writeString(folder.resolve("broken.json"), JSONLOG + "{\"timestamp\":\n".repeat(10_000));
    Files.writeString(
        folder.resolve("broken.csv"), (CSV + "\"archive recovery complete\"\n").repeat(10_000));

    assertTrue(read(folder).gaps().size() <= 4);
  }

  private static String odd() {
    return "z".repeat(24) + "\"}}]}]";
  }

  private static String digits() {
    return "9".repeat(40) + "}";
  }

  private static Arguments hostile(String name, int line, String text) {
    return hostile(name, line, text.getBytes(UTF_8));
  }

  private static Arguments hostile(String name, int line, byte[] bytes) {
    return Arguments.of(name, line, bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String said(MemoryFacts facts) {
    return String.join("\n", facts.gaps().stream().map(Gap::reason).toList());
  }

  private static MemoryFacts read(Path path) throws IOException {
    return LogSamplesTest.read(List.of(path), LogOptions.DEFAULT);
  }
}
