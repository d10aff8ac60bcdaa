package org.pgevidence.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pgevidence.assess.Judged.catalog;
import static org.pgevidence.assess.Judged.check;
import static org.pgevidence.assess.Judged.facts;
import static org.pgevidence.assess.Judged.only;
import static org.pgevidence.assess.Judged.role;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Check;
import org.pgevidence.control.Context;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/** How rows, gaps and empty populations become a verdict. */
class CheckRunnerTest {
  private static final String SUPERUSERS =
      "select name_quoted as subject, not is_superuser as pass, name as role from role";
  private static final String FIX =
      "fix: alter role {role:ident} nosuperuser\nundo: alter role {role:ident} superuser";

  @Test
  void anyFailureFailsAndEachFailingObjectIsOneFinding() {
    MemoryFacts facts = role(role(facts(), 16384, "anna", true), 16385, "Ben", false);

    CheckResult result = only(facts, catalog(check("ROLE-900", SUPERUSERS, FIX)), Context.none());

    assertEquals(Verdict.FAIL, result.verdict());
    assertEquals(2, result.examined());
    assertEquals(1, result.passed());
    Finding finding = result.findings().getFirst();
    assertEquals("anna fails", finding.sentence());
    assertEquals(Finding.id("ROLE-900", "anna"), finding.id());
    assertEquals("alter role \"anna\" nosuperuser", finding.fix());
  }

  @Test
  void keywordFactsDecideWhatIsQuoted() {
    MemoryFacts facts = role(role(facts(), 16384, "anna", true), 16385, "user", true);
    facts.add("keyword", "user", "R").add("keyword", "anna", "U");

    CheckResult result = only(facts, catalog(check("ROLE-900", SUPERUSERS, FIX)), Context.none());

    assertEquals("alter role anna nosuperuser", result.findings().get(0).fix());
    assertEquals("alter role \"user\" nosuperuser", result.findings().get(1).fix());
  }

  @Test
  void anEmptyPopulationIsNoPass() {
    MemoryFacts facts = facts().provide("role");

    CheckResult silent = only(facts, catalog(check("ROLE-900", SUPERUSERS, "")), Context.none());
    CheckResult spoken =
        only(
            facts,
            catalog(check("ROLE-900", SUPERUSERS, "empty: {not_applicable: no role}")),
            Context.none());

    assertEquals(Verdict.NOT_ASSESSED, silent.verdict());
    assertEquals(Verdict.NOT_APPLICABLE, spoken.verdict());
    assertEquals(Optional.of("no role"), spoken.reason());
  }

  @Test
  void aMissingTableIsNotAssessedWithTheReasonOfItsGap() {
    MemoryFacts facts = facts();
    facts.add(Gap.table("role", "", "pg_roles could not be read", "grant it"));

    CheckResult result = only(facts, catalog(check("ROLE-900", SUPERUSERS, "")), Context.none());

    assertEquals(Verdict.NOT_ASSESSED, result.verdict());
    assertEquals(Optional.of("pg_roles could not be read. Remedy: grant it"), result.reason());
  }

  @Test
  void missingContextSaysWhatToWriteWhere() {
    String query =
        "select name_quoted as subject, name in (select name from persona) as pass from role";

    CheckResult result =
        only(
            role(facts(), 16384, "anna", true),
            catalog(check("ROLE-900", query, "")),
            Context.none());

    assertEquals(Verdict.NOT_ASSESSED, result.verdict());
    assertTrue(result.reason().orElseThrow().contains("write context/personas.yaml"));
  }

  @Test
  void decorationThatIsMissingReadsNotProvided() {
    String query =
        "select name_quoted as subject, not is_superuser as pass, owner from role left join persona using (name)";

    CheckResult result =
        only(
            role(facts(), 16384, "anna", true),
            catalog(check("ROLE-900", query, "")),
            Context.none());

    assertEquals(Verdict.FAIL, result.verdict());
    assertEquals("not provided", result.findings().getFirst().evidence().get("owner"));
  }

  @Test
  void superuserCheckOfTheShippedCatalogueNeedsNoContext() {
    Catalog shipped = CatalogReader.read(Optional.empty());
    Check check =
        shipped.checks().stream().filter(c -> c.id().equals("ROLE-001")).findFirst().orElseThrow();
    MemoryFacts facts = role(role(facts(), 10, "postgres", true), 16385, "anna", true);

    try (CheckStore store = CheckStore.load(facts, shipped.views())) {
      CheckResult result =
          new CheckRunner(store, List.of(), shipped.views()).run(check, java.util.Map.of());

      assertEquals(Verdict.FAIL, result.verdict());
      assertEquals(List.of("anna"), result.findings().stream().map(Finding::subject).toList());
    }
  }

  @Test
  void aHiddenColumnTurnsPassesIntoUndecided() {
    MemoryFacts facts = role(role(facts(), 16384, "anna", true), 16385, "ben", false);
    facts.add(
        new Gap(
            "role",
            "",
            Gap.Extent.COLUMNS,
            List.of("is_superuser"),
            "",
            "hidden",
            Optional.of("x"),
            "grant x"));

    CheckResult result = only(facts, catalog(check("ROLE-900", SUPERUSERS, "")), Context.none());

    assertEquals(Verdict.FAIL, result.verdict());
    assertEquals(0, result.passed());
    assertEquals(
        List.of(new CheckResult.Undecided("ben", "hidden. Remedy: grant x")), result.undecided());
  }

  @Test
  void aHiddenColumnThatTheCheckDoesNotReadChangesNothing() {
    MemoryFacts facts = role(facts(), 16385, "ben", false);
    facts.add(
        new Gap(
            "role",
            "",
            Gap.Extent.COLUMNS,
            List.of("valid_until_at"),
            "",
            "hidden",
            Optional.empty(),
            ""));

    CheckResult result = only(facts, catalog(check("ROLE-900", SUPERUSERS, "")), Context.none());

    assertEquals(Verdict.PASS, result.verdict());
  }

  @Test
  void hiddenRowsTouchOnlyChecksThatAskForThem() {
    MemoryFacts facts = facts();
    for (String name : List.of("ssl", "port")) {
      facts.add(
          "setting", name, "on", 0, 2, 0, null, "bool", "sighup", "default", null, null, null, 0);
    }
    facts.add(
        new Gap(
            "setting",
            "",
            Gap.Extent.ROWS,
            List.of(),
            "hba_file, ident_file",
            "hidden",
            Optional.empty(),
            "grant pg_read_all_settings"));
    String named = "select name as subject, value = 'on' as pass from setting where name = 'ssl'";
    String hidden =
        "select name as subject, value = 'on' as pass from setting where name in ('ssl', 'hba_file')";
    String all = "select name as subject, 1 as pass from setting where value is not null";

    assertEquals(
        Verdict.PASS, only(facts, catalog(check("ROLE-900", named, "")), Context.none()).verdict());
    assertEquals(
        Verdict.NOT_ASSESSED,
        only(facts, catalog(check("ROLE-900", hidden, "")), Context.none()).verdict());
    assertEquals(
        Verdict.NOT_ASSESSED,
        only(facts, catalog(check("ROLE-900", all, "")), Context.none()).verdict());
  }

  @Test
  void aDatabaseThatCouldNotBeReadLeavesTheCheckOpen() {
    MemoryFacts facts = role(facts(), 16385, "ben", false);
    facts.add(Gap.table("role", "billing", "no CONNECT", "grant connect"));

    CheckResult result = only(facts, catalog(check("ROLE-900", SUPERUSERS, "")), Context.none());

    assertEquals(Verdict.NOT_ASSESSED, result.verdict());
    assertEquals("billing: role", result.undecided().getFirst().subject());
  }

  @Test
  void classificationMovesSeverityOneStepAndKeepsTheBase() {
    String query =
        "select name_quoted as subject, 0 as pass, iif(name = 'anna', 'art9', 'none') as category from role";
    MemoryFacts facts = role(role(facts(), 16384, "anna", true), 16385, "ben", false);

    CheckResult result = only(facts, catalog(check("ROLE-900", query, "")), Context.none());

    assertEquals(
        List.of(Severity.HIGH, Severity.LOW),
        result.findings().stream().map(Finding::severity).toList());
    assertEquals(Severity.MEDIUM, result.findings().getFirst().baseSeverity());
  }

  @Test
  void aBrokenRowContractIsNeverAPass() {
    String query = "select 'x' as subject, 1 as pass from role";
    MemoryFacts facts = role(role(facts(), 16384, "anna", true), 16385, "ben", false);

    CheckResult result = only(facts, catalog(check("ROLE-900", query, "")), Context.none());

    assertEquals(Verdict.NOT_ASSESSED, result.verdict());
    assertTrue(result.reason().orElseThrow().contains("\"x\" twice"));
  }

  @Test
  void aQueryWithoutEndIsStopped() {
    String query =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) || '' as subject, 1 as pass from n, role";

    try (CheckStore store = CheckStore.load(role(facts(), 16384, "anna", true), List.of())) {
      java.sql.SQLException fault =
          org.junit.jupiter.api.Assertions.assertThrows(
              java.sql.SQLException.class, () -> Population.run(store, query, 3));
      assertTrue(String.valueOf(fault.getMessage()).contains("interrupt"));
    }
  }

  @Test
  void checksCannotWriteNorReachOtherFiles() throws java.sql.SQLException {
    try (CheckStore store = CheckStore.load(role(facts(), 16384, "anna", true), List.of());
        var statement = store.connection().createStatement()) {
      for (String sql :
          List.of(
              "insert into role select * from role",
              "attach 'other.db' as other",
              "create table x (y)",
              "select load_extension('x')",
              "vacuum into 'x.db'")) {
        org.junit.jupiter.api.Assertions.assertThrows(
            java.sql.SQLException.class, () -> statement.execute(sql), sql);
      }
    }
  }
}
