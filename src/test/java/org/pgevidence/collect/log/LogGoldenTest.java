package org.pgevidence.collect.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/**
 * Every sample alone, as a user may give it: all its facts with all their values. The golden file
 * was compared with what is known of each run; {@code -Dpgevidence.rewrite=true} writes it anew.
 */
class LogGoldenTest {
  private static final Path SAMPLES = Path.of("src/test/resources/backup-samples");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/backup-samples.txt");
  private static final Set<String> LEFT_OUT = Set.of("path", "sha256", "size_bytes", "source");

  static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> SAMPLES.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void sampleGivesItsFacts(String sample) throws IOException {
    assertEquals(golden().get(sample), facts(sample));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void noSampleIsMetWithSilence(String sample) throws IOException {
    MemoryFacts facts = LogSamplesTest.sample(sample);
    Row file = facts.rows("log_file").getFirst();

    boolean isTold =
        file.number("row_count") > 0 || file.textOrNull("note") != null || !facts.gaps().isEmpty();
    assertEquals(1, facts.rows("log_file").size());
    assertEquals(true, isTold);
  }

  @Test
  void goldenFileCanBeWrittenAnew() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String sample : samples()) {
      lines.add("== " + sample);
      lines.addAll(facts(sample));
    }
    if (Boolean.getBoolean("pgevidence.rewrite")) {
      Files.write(GOLDEN, lines);
    }
    assertFalse(lines.isEmpty());
  }

  private static Map<String, List<String>> golden() throws IOException {
    Map<String, List<String>> parts = new TreeMap<>();
    List<String> part = new ArrayList<>();
    for (String line : Files.readAllLines(GOLDEN)) {
      if (line.startsWith("== ")) {
        part = parts.computeIfAbsent(line.substring(3), key -> new ArrayList<>());
      } else {
        part.add(line);
      }
    }
    return parts;
  }

  private static List<String> facts(String sample) throws IOException {
    MemoryFacts facts = LogSamplesTest.sample(sample);
    List<String> lines = new ArrayList<>();
    for (String table : LogSources.TABLES) {
      int ok = 0;
      for (Row row : facts.rows(table)) {
        if (table.equals("backup_check") && row.text("status").equals("ok")) {
          ok++;
        } else {
          lines.add(text(table, row));
        }
      }
      if (ok > 0) {
        lines.add(table + ": " + ok + " ok");
      }
    }
    for (Gap gap : facts.gaps()) {
      lines.add("gap: " + gap.reason().replace(SAMPLES + "/", ""));
    }
    return lines;
  }

  private static String text(String table, Row row) {
    StringBuilder text = new StringBuilder(table).append(':');
    for (var column : row.table().columns()) {
      Object value = row.value(column.name());
      boolean isSaid = value != null && !value.equals("") && !value.equals(0L);
      boolean isLeftOut = table.equals("log_file") && LEFT_OUT.contains(column.name());
      if (isSaid && !isLeftOut && !column.name().equals("path")) {
        text.append(' ').append(column.name()).append('=').append(value);
      }
    }
    return text.toString();
  }
}
