package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pgevidence.fact.Json;
import org.pgevidence.pack.TestSnapshot;

/** Each format of assess prints one whole document of its kind, and the exit code stays. */
class AssessFormatTest {
  @TempDir static Path work;

  @SuppressWarnings("NullAway.Init")
  private static Path snapshot;

  @BeforeAll
  static void collect() throws IOException {
    snapshot = TestSnapshot.write(work.resolve("snapshot"), "2026-11-22T16:22:31Z");
  }

  @ParameterizedTest
  @CsvSource({
    "json, checks",
    "sarif, runs",
    "oscal, assessment-results",
    "hdf, profiles",
  })
  void jsonFormatsAreOneObject(String format, String key) {
    Run run = Run.of("assess", snapshot.toString(), "--format", format);

    assertEquals(1, run.code(), run.err());
    assertTrue(Json.parse(run.out()) instanceof Map<?, ?> map && map.containsKey(key), run::out);
    assertEquals("", run.err());
  }

  @Test
  void junitIsOneDocument() throws Exception {
    Run run = Run.of("assess", snapshot.toString(), "--format", "junit");

    assertEquals(1, run.code(), run.err());
    var suites =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)))
            .getElementsByTagName("testcase");
    assertTrue(suites.getLength() > 100, () -> suites.getLength() + " test cases");
  }

  @Test
  void csvHasOneLineForEachFindingThatNoNameBreaks() {
    Run run = Run.of("assess", snapshot.toString(), "--format", "csv");

    assertEquals(1, run.code(), run.err());
    List<String> lines = List.of(run.out().split("\r\n"));
    assertTrue(lines.getFirst().startsWith("id,check,severity,base_severity,subject,"));
    Map<?, ?> json =
        (Map<?, ?>)
            java.util.Objects.requireNonNull(
                Json.parse(Run.of("assess", snapshot.toString(), "--format", "json").out()));
    long findings =
        ((List<?>) java.util.Objects.requireNonNull(json.get("checks")))
            .stream().mapToLong(check -> ((Number) value(check, "failed")).longValue()).sum();
    assertEquals(findings + 1, lines.size());
    assertFalse(run.out().contains("\u202e"));
  }

  @Test
  void unknownFormatIsWrongUsage() {
    Run run = Run.of("assess", snapshot.toString(), "--format", "pdf");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("sarif"), run.err());
  }

  private static Object value(Object map, String key) {
    return java.util.Objects.requireNonNull(((Map<?, ?>) map).get(key));
  }
}
