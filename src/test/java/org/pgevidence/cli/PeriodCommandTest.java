package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.pack.TestPacks;
import org.pgevidence.render.PdfRules;

/** A pack on a period follows from the packs in it, verifies, and judges gaps by the profile. */
class PeriodCommandTest {
  @TempDir static Path work;

  @SuppressWarnings("NullAway.Init")
  private static TestPacks packs;

  @SuppressWarnings("NullAway.Init")
  private static Path store;

  @BeforeAll
  static void collect() throws IOException {
    packs = new TestPacks(work);
    store = packs.store().root();
    packs.write("2026-06-30T08:00:00Z", "anna");
    packs.write("2026-07-01T08:00:00Z", "anna");
    packs.write("2026-07-03T08:00:00Z", "anna");
    packs.control("catalog.yaml", "version: 1.1.0\n");
    packs.write("2026-07-04T08:00:00Z", "bert");
    packs.write("2026-07-12T08:00:00Z", "bert");
    Files.writeString(
        work.resolve("profile.yaml"), "version: 1\nperiod: {max_gap: 3d, min_runs: 3}\n");
  }

  private static Run period(String from, String to, String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "period",
                "--system",
                "orders-test",
                "--store",
                store.toString(),
                "--from",
                from,
                "--to",
                to,
                "-c",
                work.resolve("profile.yaml").toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(new String[0]));
  }

  @Test
  void periodIsSealedVerifiesAndSaysWhatHappened() throws Exception {
    Files.createDirectories(work.resolve("why"));
    Files.writeString(
        work.resolve("why/interruptions.yaml"),
        "interruptions: [{system: orders-test, from: 2026-07-05, to: 2026-07-11, reason: the host moved, explained_by: dba, ticket: OPS-1}]");

    Run run =
        period(
            "2026-07-01",
            "2026-07-12",
            "--seed",
            "auditor-7",
            "--sample",
            "2",
            "--context",
            work.resolve("why").toString());

    assertEquals(1, run.code(), run.err()); // bert stands at the end
    Path pack = written(run);
    Map<?, ?> json = json(pack);
    assertEquals(4, list(json, "runs").size());
    assertEquals(12, list(json, "calendar").size());
    Map<?, ?> longest = (Map<?, ?>) Objects.requireNonNull(json.get("longest_gap"));
    assertEquals("8 days 0 hours", longest.get("words"));
    assertEquals(true, longest.get("too_long"));
    assertEquals(true, longest.get("explained"));
    assertEquals(
        List.of("open before", "open before", "opened", "closed"),
        list(json, "exception_events").stream()
            .filter(
                event ->
                    String.valueOf(((Map<?, ?>) event).get("sentence"))
                        .matches("(anna|bert|\"'; drop).*(?s).*"))
            .map(event -> String.valueOf(((Map<?, ?>) event).get("what")))
            .toList());
    assertTrue(
        list(json, "definitions_changed").toString().contains("controls/catalog.yaml"),
        () -> list(json, "definitions_changed").toString());
    Run verified = Run.of("verify", pack.toString());
    assertEquals(3, verified.code(), verified.out());
    assertTrue(verified.out().contains("follow from the runs"), verified.out());
    assertTrue(
        Files.readString(pack.resolve("definitions/templates.sha256"))
            .contains("  templates/period/print.ftl\n"));
    assertFalse(Files.readString(pack.resolve("report.html")).contains("\u202e"));
    assertEquals(List.of(), PdfRules.faults(pack.resolve("report.pdf"), "3a"));
    assertEquals(List.of(), PdfRules.faults(pack.resolve("report.pdf"), "ua1"));
    String index = Files.readString(store.resolve("index.html"));
    assertTrue(index.contains("orders-test/periods/" + pack.getFileName() + "/report.pdf"), index);
    assertTrue(
        Files.readString(store.resolve("index.json"))
            .contains("\"access_class\" : \"confidential\""));
    sampleCanBeDrawnAgain(pack, json);
    changedRunIsFound(pack);
  }

  private static Map<?, ?> json(Path pack) throws IOException {
    return (Map<?, ?>)
        Objects.requireNonNull(Json.parse(Files.readString(pack.resolve("period.json"))));
  }

  private static Path written(Run run) {
    return Path.of(run.out().lines().findFirst().orElseThrow().replaceFirst(".* written to ", ""));
  }

  private static void sampleCanBeDrawnAgain(Path pack, Map<?, ?> json) throws IOException {
    for (Object item : list(json, "populations")) {
      Map<?, ?> population = (Map<?, ?>) item;
      Path file = pack.resolve(String.valueOf(population.get("path")));
      long rows = Files.readAllLines(file).size() - 1L;
      List<Long> expected =
          java.util.stream.LongStream.rangeClosed(1, rows)
              .boxed()
              .sorted(
                  java.util.Comparator.comparing(
                      n -> Digest.hex("auditor-7:" + population.get("name") + ":" + n)))
              .limit(2)
              .sorted()
              .toList();
      assertEquals(expected, population.get("sample"));
      assertEquals(Digest.hex(file), population.get("sha256"));
    }
  }

  private static void changedRunIsFound(Path pack) throws IOException {
    Path findings = pack.resolve("runs/2026-07-03T08-00-00Z/findings.json");
    String sound = Files.readString(findings);
    Files.writeString(findings, sound.replace("anna", "anne"));
    assertEquals(4, Run.of("verify", pack.toString()).code());
    Files.writeString(findings, sound);
  }

  @Test
  void unexplainedGapAndTooFewRunsAreFound() {
    Run gap = period("2026-07-01", "2026-07-12", "--fail-on", "critical");
    Run few = period("2026-07-01", "2026-07-03", "--fail-on", "critical");

    assertEquals(1, gap.code(), gap.err());
    assertTrue(gap.out().contains("Unexplained gap from 2026-07-04T08:00:00Z"), gap.out());
    assertEquals(1, few.code(), few.err());
    assertTrue(few.out().contains("at least 3 runs"), few.out());
  }

  @Test
  void correctionIsShownWithItsReasonAndTheFirstRunOpensNothing() throws IOException {
    Path own = Files.createDirectories(work.resolve("corrected"));
    TestPacks some = new TestPacks(own);
    some.write("2026-07-01T08:00:00Z", "anna");
    Run again =
        Run.of(
            "pack",
            "--snapshot",
            some.snapshot("2026-07-01T08:00:00Z").toString(),
            "--controls",
            some.controls().toString(),
            "--out",
            some.store().root().toString(),
            "--reason",
            "the catalogue was wrong");
    assertEquals(1, again.code(), again.err());

    Run run =
        Run.of(
            "period",
            "--system",
            "orders-test",
            "--store",
            some.store().root().toString(),
            "--from",
            "2026-07-01",
            "--to",
            "2026-07-01");

    Map<?, ?> json = json(written(run));
    Map<?, ?> corrected = (Map<?, ?>) list(json, "runs").getFirst();
    assertEquals("2026-07-01T08-00-00Z-r2", corrected.get("superseded_by"));
    assertEquals("the catalogue was wrong", corrected.get("superseded_because"));
    assertTrue(run.out().contains("1 run, 0 failed"), run.out());
    Path first = written(run);
    assertTrue(Files.readString(first.resolve("report.html")).contains("the catalogue was wrong"));
  }

  @Test
  void whatTheFirstRunOfAllMeetsWasNotOpenedByIt() throws IOException {
    TestPacks some = new TestPacks(Files.createDirectories(work.resolve("first")));
    some.write("2026-07-01T08:00:00Z", "anna");
    some.write("2026-07-02T08:00:00Z", "bert");

    Run run =
        Run.of(
            "period",
            "--system",
            "orders-test",
            "--store",
            some.store().root().toString(),
            "--from",
            "2026-07-01",
            "--to",
            "2026-07-02");

    assertEquals(
        java.util.Set.of("at the first run anna", "closed anna", "opened bert"),
        list(json(written(run)), "exception_events").stream()
            .map(event -> (Map<?, ?>) event)
            .map(event -> event.get("what") + " " + event.get("sentence"))
            .map(words -> words.replaceAll("(anna|bert) .*", "$1"))
            .filter(words -> words.matches(".* (anna|bert)"))
            .collect(java.util.stream.Collectors.toSet()));
  }

  @Test
  void contextIsReadWithTheCatalogue() throws IOException {
    Path context = Files.createDirectories(work.resolve("misnamed"));
    String waiver =
        """
          - {id: %s, system: orders-test, check: %s, subject: anna, type: risk-accepted, justification: migration,
             owner: dba, requested_by: dba, approved_by: ciso, approved_on: 2026-01-01, valid_from: 2026-01-01}
        """;
    Files.writeString(
        context.resolve("waivers.yaml"),
        "waivers:\n" + waiver.formatted("W-1", "ROLE-0001") + waiver.formatted("W-2", "HBA-001"));
    Files.writeString(
        context.resolve("responses.yaml"),
        """
        responses:
          - {system: orders-test, check: NONE-9, subject: anna, owner: dba, response: repaired}
        """);

    Run shipped = period("2026-07-01", "2026-07-12", "--context", context.toString());
    Run own =
        period(
            "2026-07-01",
            "2026-07-12",
            "--context",
            context.toString(),
            "--controls",
            packs.controls().toString());

    String first =
        """
        responses.yaml:2: there is no check "NONE-9".
        waivers.yaml:2: an entry of "waivers" needs "expires"
        waivers.yaml:2: there is no check "ROLE-0001". Did you mean "ROLE-001"?
        waivers.yaml:4: an entry of "waivers" needs "expires"
        """;
    assertEquals(2, shipped.code());
    assertEquals(first, shipped.err());
    assertEquals(first + "waivers.yaml:4: there is no check \"HBA-001\".\n", own.err());
  }

  @Test
  void noPackInThePeriodIsNoReport() {
    period("2025-01-01", "2025-01-31").isFault(2, "has no pack of system orders-test");
  }

  @Test
  void packThatWasChangedRefusesThePeriod() throws IOException {
    Path own = work.resolve("own");
    TestPacks broken = new TestPacks(Files.createDirectories(own));
    Path pack = broken.write("2026-07-01T08:00:00Z", "anna");
    Path findings = pack.resolve("findings.json");
    Files.writeString(findings, Files.readString(findings).replace("anna", "anne"));

    Run run =
        Run.of(
            "period",
            "--system",
            "orders-test",
            "--store",
            broken.store().root().toString(),
            "--from",
            "2026-07-01",
            "--to",
            "2026-07-02");

    run.isFault(4, "findings.json is missing or not what was signed");
    assertFalse(
        Files.exists(broken.store().root().resolve("orders-test/periods/2026-07-01--2026-07-02")));
  }

  @Test
  void failedRunLeavesALineThatThePeriodShows() throws IOException {
    Path own = work.resolve("failed");
    TestPacks some = new TestPacks(Files.createDirectories(own));
    String today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString();
    some.write(today + "T00:00:00Z", "anna");

    Run failed =
        Run.of(
            "pack",
            "-t",
            "postgresql://nobody@127.0.0.1:1/postgres",
            "--system",
            "orders-test",
            "--out",
            some.store().root().toString());
    Run run =
        Run.of(
            "period",
            "--system",
            "orders-test",
            "--store",
            some.store().root().toString(),
            "--from",
            today,
            "--to",
            java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString());

    assertEquals(5, failed.code(), failed.err());
    assertEquals(1, run.code(), run.err());
    assertTrue(run.out().contains("1 run, 1 failed"), run.out());
    Map<?, ?> failure = (Map<?, ?>) list(json(written(run)), "failed_runs").getFirst();
    assertEquals(5L, failure.get("exit_code"));
    assertEquals(null, failure.get("explanation"));
    assertTrue(
        Files.readString(written(run).resolve("report.html")).contains("<b>unexplained</b>"));
  }

  private static List<?> list(Map<?, ?> json, String key) {
    return (List<?>) Objects.requireNonNull(json.get(key));
  }
}
