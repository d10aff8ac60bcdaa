package org.pgevidence.collect.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/** Gzipped logs: members joined, cut anywhere, or followed by something else. */
class GzipLogsTest {
  private static final String BEGIN =
      "2026-11-22 15:00:00.000 P00   INFO: backup command begin 2.45: --exec-id=1-a --stanza=a --type=full\n";
  private static final String END =
      """
      2026-11-22 15:00:05.000 P00   INFO: new backup label = 20261122-150000F
      2026-11-22 15:00:05.000 P00   INFO: backup command end: completed successfully (5000ms)
      """;

  @TempDir Path folder;

  @Test
  void joinedMembersAreOneLog() throws IOException {
    MemoryFacts facts = read(join(gzip(BEGIN), gzip(""), gzip(END)));

    assertEquals(List.of(), reasons(facts));
    assertEquals("succeeded", facts.rows("backup_run").getFirst().text("result"));
    assertEquals(3, facts.rows("log_file").getFirst().number("line_count"));
  }

  @Test
  void zerosThatPadTheFileAreNoGap() throws IOException {
    assertEquals(List.of(), reasons(read(join(gzip(BEGIN + END), new byte[512]))));
  }

  @Test
  void whateverElseStandsBehindTheLastMemberIsGap() throws IOException {
    for (byte[] behind :
        List.of(
            "garbage".getBytes(UTF_8),
            new byte[] {'x'},
            BEGIN.repeat(50).getBytes(UTF_8),
            join(new byte[512], gzip(BEGIN)),
            Arrays.copyOf(gzip(BEGIN), 5),
            new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9})) {
      byte[] bytes = join(gzip(BEGIN + END), behind);

      MemoryFacts facts = read(bytes);

      assertEquals(List.of(folder.resolve("x.log.gz") + ":3"), subjects(facts));
      assertEquals("partial", facts.rows("log_file").getFirst().text("state"));
      assertEquals("succeeded", facts.rows("backup_run").getFirst().text("result"));
      assertEquals(
          java.util.HexFormat.of().formatHex(Digest.sha256().digest(bytes)),
          facts.rows("log_file").getFirst().text("sha256"));
    }
  }

  @Test
  void streamThatIsCutAnywhereIsGap() throws IOException {
    byte[] whole = join(gzip(BEGIN), gzip(END));

    for (int length = 3; length < whole.length; length++) {
      if (length != gzip(BEGIN).length) {
        MemoryFacts facts = read(Arrays.copyOf(whole, length));

        assertEquals(1, facts.gaps().size(), "cut at " + length + " of " + whole.length);
        assertTrue(subjects(facts).getFirst().startsWith(folder.resolve("x.log.gz") + ":"));
      }
    }
  }

  private MemoryFacts read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x.log.gz"), bytes);
    return LogSamplesTest.read(List.of(file), LogOptions.DEFAULT);
  }

  private static List<String> reasons(MemoryFacts facts) {
    return facts.gaps().stream().map(Gap::reason).toList();
  }

  private static List<String> subjects(MemoryFacts facts) {
    return facts.gaps().stream().map(Gap::subject).toList();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
