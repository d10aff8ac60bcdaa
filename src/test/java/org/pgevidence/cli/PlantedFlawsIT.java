package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pgevidence.assess.Assessor;
import org.pgevidence.assess.Finding;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Snapshot;

/** Flaws with hostile names are found, near misses are not, and their repairs work as printed. */
class PlantedFlawsIT {
  private static final List<String> JUDGED =
      List.of(
          "AUD-005",
          "AUTH-001",
          "AUTH-002",
          "AUTH-010",
          "FUNC-001",
          "FUNC-002",
          "FUNC-003",
          "PRIV-001",
          "PRIV-002",
          "PRIV-003",
          "PRIV-005",
          "PRIV-006",
          "PRIV-012",
          "PRIV-013",
          "PRIV-014",
          "PRIV-015",
          "RLS-002",
          "RLS-003",
          "RLS-004",
          "ROLE-001",
          "ROLE-002",
          "ROLE-003",
          "ROLE-004",
          "ROLE-006",
          "ROLE-007",
          "ROLE-008",
          "ROLE-010");

  /** Findings whose repair is words, or cannot be taken back whole. */
  private static final List<String> NOT_PROVEN =
      List.of(
          "AUTH-001 password_encryption", // alter system is not tried in a transaction
          "AUTH-002", // a verifier is not kept
          "AUTH-010",
          "FUNC-002",
          "ROLE-002 cr",
          "ROLE-003 via_group: pg_read_server_files",
          "ROLE-010 iam: readers"); // what it granted goes first

  @TempDir Path folder;

  static IntStream majors() {
    return Boolean.getBoolean("pgevidence.full") ? IntStream.of(13, 15, 16, 18) : IntStream.of(18);
  }

  @ParameterizedTest
  @MethodSource("majors")
  void flawsAreFoundNearMissesAreNotAndRepairsWork(int major) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
      server.execute("postgres", "create database shop");
      server.execute("postgres", script("cluster.sql", major));
      server.execute("shop", script("shop.sql", major));
      String target = "postgresql://postgres@127.0.0.1:" + server.port() + "/shop";
      Path snapshot = folder.resolve("snapshot");
      Run.of("collect", "-t", target, "-o", snapshot.toString(), "--no-tls-probe");

      List<Finding> findings = judge(snapshot);

      assertEquals(expected(major), subjects(findings));
      assertEquals(
          List.of(),
          findings.stream().map(Finding::subject).filter(s -> s.contains("nm_")).toList());
      proves(findings, snapshot, target, major);
    }
  }

  private void proves(List<Finding> findings, Path snapshot, String target, int major) {
    String[] fixed = {
      "fix", snapshot.toString(), "-o", folder.resolve("fix").toString(), "--prove", target
    };
    Stream<String> wanted =
        findings.stream()
            .filter(finding -> !isLeft(finding, major))
            .flatMap(finding -> Stream.of("--finding", finding.id()));

    Run run = Run.of(Stream.concat(Arrays.stream(fixed), wanted).toArray(String[]::new));

    assertEquals(0, run.code(), run.out() + run.err());
  }

  private static boolean isLeft(Finding finding, int major) {
    return NOT_PROVEN.contains(finding.check())
        || NOT_PROVEN.contains(finding.check() + " " + finding.subject())
        || (major < 15 && finding.check().equals("PRIV-015"));
  }

  private static List<Finding> judge(Path snapshot) throws IOException {
    return Assessor.assess(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.empty()),
            ContextReader.read(Optional.empty(), Profile.none()))
        .assessment()
        .findings()
        .stream()
        .filter(finding -> JUDGED.contains(finding.check()))
        .toList();
  }

  private static Map<String, Set<String>> subjects(List<Finding> findings) {
    return findings.stream()
        .collect(
            Collectors.groupingBy(
                Finding::check,
                TreeMap::new,
                Collectors.mapping(
                    Finding::subject, Collectors.<String, Set<String>>toCollection(TreeSet::new))));
  }

  private static Map<String, Set<String>> expected(int major) throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    for (String line : script("expected.txt", major).split("\n")) {
      int end = line.indexOf(' ');
      if (end > 0 && !line.startsWith("--")) {
        expected
            .computeIfAbsent(line.substring(0, end), check -> new TreeSet<>())
            .add(line.substring(end + 1));
      }
    }
    return expected;
  }

  /** The lines that hold for a major: those after --16: from 16 on, those after --<16: before. */
  private static String script(String name, int major) throws IOException {
    try (InputStream file = PlantedFlawsIT.class.getResourceAsStream("/planted/" + name)) {
      assertTrue(file != null, name);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line(line, major))
          .collect(Collectors.joining("\n"));
    }
  }

  private static String line(String line, int major) {
    if (line.matches("--\\d\\d: .*")) {
      return Integer.parseInt(line.substring(2, 4)) <= major ? line.substring(6) : line;
    }
    return line.matches("--<\\d\\d: .*") && major < Integer.parseInt(line.substring(3, 5))
        ? line.substring(7)
        : line;
  }
}
