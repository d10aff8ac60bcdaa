package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.ExceptionRegister.State;
import org.pgevidence.assess.Finding;

/** The register follows a finding from pack to pack. */
class ExceptionRegisterTest {
  private static final String ANNA = Finding.id("ROLE-001", "anna");
  private static final String BERT = Finding.id("ROLE-001", "bert");

  @TempDir Path work;

  @Test
  void findingKeepsItsFirstDayAndIsResolvedOnlyWhenJudgedAgain() throws IOException {
    TestPacks packs = new TestPacks(work);
    packs.context(
        "responses.yaml",
        """
        responses:
          - {system: orders-test, check: ROLE-001, subject: anna, owner: dba, response: move the rights, due: 2026-11-10, ticket: SEC-1}
          - {system: elsewhere, check: ROLE-001, subject: bert, owner: nobody, response: not ours}
        """);
    packs.write("2026-11-01T08:00:00Z", "anna");
    packs.write("2026-11-15T08:00:00Z", "anna");
    ExceptionRegister.Entry second = packs.entry(ANNA);
    packs.write("2026-11-20T08:00:00Z", "bert");
    ExceptionRegister.Entry third = packs.entry(ANNA);
    ExceptionRegister.Entry other = packs.entry(BERT);
    packs.write("2026-11-22T08:00:00Z", "anna");
    ExceptionRegister.Entry fourth = packs.entry(ANNA);

    assertEquals(State.OPEN, second.state());
    assertEquals("2026-11-01T08:00:00Z", second.firstSeen());
    assertEquals("2026-11-15T08:00:00Z", second.lastSeen());
    assertEquals(14, second.ageDays());
    assertEquals(Optional.of("dba"), second.answer().owner());
    assertEquals(Optional.of("SEC-1"), second.answer().ticket());
    assertTrue(second.isOverdue());

    assertEquals(State.RESOLVED, third.state());
    assertEquals(Optional.of("2026-11-20T08:00:00Z"), third.resolvedAt());
    assertEquals("2026-11-15T08:00:00Z", third.lastSeen());
    assertEquals(19, third.ageDays());
    assertEquals(Optional.empty(), other.answer().owner());

    assertEquals(State.OPEN, fourth.state());
    assertEquals("2026-11-01T08:00:00Z", fourth.firstSeen());
    assertEquals("2026-11-22T08:00:00Z", fourth.openedAt());
    assertEquals(1, fourth.timesReopened());
  }

  @Test
  void whatIsNoLongerAssessedStaysOpen() throws IOException {
    TestPacks packs = new TestPacks(work);
    packs.write("2026-11-01T08:00:00Z", "anna");
    packs.writeWithoutRoles("2026-11-02T08:00:00Z");

    ExceptionRegister.Entry entry = packs.entry(ANNA);

    assertEquals(State.NOT_ASSESSED, entry.state());
    assertEquals(1, entry.ageDays());
    assertEquals("2026-11-01T08:00:00Z", entry.lastSeen());
  }

  @Test
  void changedRegisterIsNotCarriedOnAndThePackSaysSo() throws IOException {
    TestPacks packs = new TestPacks(work);
    Path first = packs.write("2026-11-01T08:00:00Z", "anna");
    Path file = first.resolve("machine/exceptions.json");
    Files.writeString(file, Files.readString(file).replace("2026-11-01", "2026-01-01"));
    Path second = packs.write("2026-11-02T08:00:00Z", "anna");

    assertEquals("2026-11-02T08:00:00Z", packs.entry(ANNA).firstSeen());
    assertTrue(
        Files.readString(second.resolve("machine/exceptions.json"))
            .contains("could not be carried on"));
  }

  @Test
  void reportPrintsResponsesExpiredAndExpiringWaivers() throws IOException {
    TestPacks packs = new TestPacks(work);
    packs.context(
        "responses.yaml",
        "responses: [{system: orders-test, check: ROLE-001, subject: anna, owner: dba, response: move the rights}]");
    packs.context(
        "waivers.yaml",
        """
        waivers:
          - {id: W-OLD, system: orders-test, check: ROLE-001, subject: anna, type: planned-fix, justification: once, owner: dba, requested_by: a, approved_by: b, approved_on: 2026-01-01, valid_from: 2026-01-01, expires: 2026-06-30}
          - {id: W-SOON, system: orders-test, check: ROLE-001, subject: other, type: planned-fix, justification: soon, owner: dba, requested_by: a, approved_by: b, approved_on: 2026-10-01, valid_from: 2026-10-01, expires: 2026-11-30}
        """);
    Path pack = packs.write("2026-11-15T08:00:00Z", "anna");

    String text;
    try (PDDocument report = Loader.loadPDF(pack.resolve("report.pdf").toFile())) {
      text = new PDFTextStripper().getText(report).replaceAll("\\s+", " ");
    }
    for (String words :
        List.of(
            "move the rights",
            "Expiring within 30 days",
            "15 days left",
            "W-OLD",
            "What it covered still fails")) {
      assertTrue(text.contains(words), words);
    }
    assertEquals(0, packs.verify(pack).exitCode(), packs.verify(pack).toText());
  }
}
