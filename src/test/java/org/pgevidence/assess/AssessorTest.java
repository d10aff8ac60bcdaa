package org.pgevidence.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pgevidence.assess.Judged.catalog;
import static org.pgevidence.assess.Judged.check;
import static org.pgevidence.assess.Judged.facts;
import static org.pgevidence.assess.Judged.role;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgevidence.control.Context;
import org.pgevidence.control.Severity;
import org.pgevidence.control.Waiver;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.UserFault;

/** From results to waivers, controls, requirements and exit codes. */
class AssessorTest {
  private static final String CHECK =
      check("ROLE-900", "select name_quoted as subject, not is_superuser as pass from role", "");

  private static Waiver waiver(String subject, boolean isBroad, String from, String to) {
    return new Waiver(
        "W-1",
        "orders",
        "ROLE-900",
        subject,
        isBroad,
        "risk-accepted",
        "because",
        Optional.empty(),
        "ops",
        "ann",
        "bob",
        LocalDate.parse(from),
        LocalDate.parse(from),
        LocalDate.parse(to),
        Optional.empty(),
        Optional.empty());
  }

  private static Context waived(Waiver waiver) {
    return new Context(new MemoryFacts(), true, List.of(waiver), Map.of(), List.of(), List.of());
  }

  private static Assessment assess(Context context) {
    return Assessor.assess(
            role(facts(), 16384, "anna", true), "d", catalog(CHECK), context, List.of())
        .assessment();
  }

  @Test
  void aLiveWaiverStandsBesideAFailureThatStays() {
    Assessment assessment = assess(waived(waiver("anna", false, "2026-06-01", "2026-06-30")));

    Finding finding = assessment.findings().getFirst();
    assertEquals(Verdict.FAIL, assessment.checks().getFirst().verdict());
    assertEquals("W-1", finding.waiver().orElseThrow().id());
    assertEquals(
        RequirementResult.Verdict.GAPS_FOUND, assessment.requirements().getFirst().verdict());
    assertEquals(1, Outcome.exitCode(assessment, Severity.LOW, false));
    assertEquals(0, Outcome.exitCode(assessment, Severity.LOW, true));
    assertEquals(0, Outcome.exitCode(assessment, Severity.HIGH, false));
  }

  @Test
  void anExpiredWaiverIsListedAndCoversNothing() {
    Assessment assessment = assess(waived(waiver("anna", false, "2026-06-01", "2026-06-29")));

    assertTrue(assessment.findings().getFirst().waiver().isEmpty());
    assertEquals(Waiver.State.EXPIRED, assessment.waivers().getFirst().state());
    assertEquals(1, assessment.waivers().getFirst().findings().size());
    assertTrue(AssessmentText.of(assessment).contains("WAIVER W-1 is expired"));
  }

  @Test
  void aWildcardWorksOnlyWhenBroad() {
    assertTrue(
        assess(waived(waiver("an*", false, "2026-06-01", "2026-06-30")))
            .findings()
            .getFirst()
            .waiver()
            .isEmpty());
    assertTrue(
        assess(waived(waiver("an*", true, "2026-06-01", "2026-06-30")))
            .findings()
            .getFirst()
            .waiver()
            .isPresent());
  }

  @Test
  void requirementsFollowTheirDirectChecks() {
    Assessment passing =
        Assessor.assess(
                role(facts(), 16384, "anna", false), "d", catalog(CHECK), Context.none(), List.of())
            .assessment();
    Assessment open =
        Assessor.assess(facts(), "d", catalog(CHECK), Context.none(), List.of()).assessment();

    assertEquals(RequirementResult.Verdict.SUPPORTED, passing.requirements().get(0).verdict());
    assertEquals(RequirementResult.Verdict.OUTSIDE, passing.requirements().get(1).verdict());
    assertEquals(RequirementResult.Manual.MISSING, passing.requirements().get(1).manual());
    assertEquals(RequirementResult.Verdict.NOT_ASSESSED, open.requirements().getFirst().verdict());
    assertEquals(0, Outcome.exitCode(passing, Severity.LOW, false));
    assertEquals(3, Outcome.exitCode(open, Severity.LOW, false));
  }

  @Test
  void attestationsAnswerManualEvidenceUntilTheyExpire() {
    for (var expected :
        Map.of(
                "2026-06-30", RequirementResult.Manual.ATTACHED,
                "2026-06-29", RequirementResult.Manual.EXPIRED)
            .entrySet()) {
      MemoryFacts tables =
          new MemoryFacts()
              .add(
                  "attestation",
                  "A-1",
                  "gdpr 33",
                  "we do",
                  null,
                  "dpo",
                  "2026-01-01",
                  expected.getKey());
      Context context = new Context(tables, false, List.of(), Map.of(), List.of(), List.of());

      assertEquals(expected.getValue(), assess(context).requirements().get(1).manual());
    }
  }

  @Test
  void whatTheContextNamesMustExist() {
    Context context =
        Context.none()
            .withParameters(Map.of("ROLE-90", Map.of("x", List.of("1"))))
            .withFrameworks(List.of("gdprs"));

    UserFault fault = assertThrows(UserFault.class, () -> assess(context));

    assertEquals(2, fault.kind().exitCode());
    String message = String.valueOf(fault.getMessage());
    assertTrue(message.contains("Did you mean \"ROLE-900\"?"), message);
    assertTrue(message.contains("Did you mean \"gdpr\"?"), message);
  }

  @Test
  void jsonHasTheKeysOfTheContract() {
    Object json = Json.parse(Json.pretty(AssessmentJson.of(assess(Context.none()))));

    assertTrue(json instanceof Map<?, ?>);
    Map<?, ?> map = (Map<?, ?>) java.util.Objects.requireNonNull(json);
    assertEquals(
        List.of(
            "format",
            "tool",
            "system",
            "collected_at",
            "server",
            "snapshot",
            "catalog",
            "checks",
            "controls",
            "requirements",
            "gaps"),
        List.copyOf(map.keySet()));
    Map<?, ?> check =
        (Map<?, ?>) ((List<?>) java.util.Objects.requireNonNull(map.get("checks"))).getFirst();
    assertEquals(
        List.of(
            "id",
            "title",
            "severity",
            "verdict",
            "reason",
            "examined",
            "passed",
            "failed",
            "undecided",
            "findings"),
        List.copyOf(check.keySet()));
    Map<?, ?> finding =
        (Map<?, ?>) ((List<?>) java.util.Objects.requireNonNull(check.get("findings"))).getFirst();
    assertEquals(
        List.of("id", "subject", "sentence", "severity", "evidence", "waiver", "fix", "undo"),
        List.copyOf(finding.keySet()));
  }

  @Test
  void aWaiverStubMustBeFilledIn(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
      throws java.io.IOException {
    Assessment assessment = assess(Context.none());
    String id = assessment.findings().getFirst().id();
    java.nio.file.Path file = folder.resolve("waivers.yaml");
    WaiverStub stub =
        new WaiverStub(
            id,
            assessment.checks().getFirst().check(),
            WaiverStub.find(AssessmentJson.of(assessment), id));
    java.nio.file.Files.writeString(file, "waivers:\n" + stub.yaml("W-1"));

    UserFault fault =
        assertThrows(
            UserFault.class,
            () ->
                org.pgevidence.control.ContextReader.read(
                    Optional.of(folder), org.pgevidence.control.Profile.none()));

    assertTrue(String.valueOf(fault.getMessage()).contains("TO FILL IN"));
    java.nio.file.Files.writeString(
        file,
        java.nio.file.Files.readString(file)
            .replace("approved_by: TO FILL IN", "approved_by: ciso")
            .replace("approved_on: TO FILL IN", "approved_on: 2026-06-01")
            .replace("TO FILL IN", "dba"));
    Context context =
        org.pgevidence.control.ContextReader.read(
            Optional.of(folder), org.pgevidence.control.Profile.none());
    assertEquals(1, assess(context).waivers().getFirst().findings().size());
  }
}
