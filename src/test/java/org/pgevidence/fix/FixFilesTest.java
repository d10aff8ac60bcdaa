package org.pgevidence.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.UserFault;

/** Statements land in the file of their database, in an order that can be undone. */
class FixFilesTest {
  private final List<Map<String, @Nullable Object>> findings = new ArrayList<>();

  private FixFilesTest finding(String id, String subject, String fix, String undo) {
    Map<String, @Nullable Object> finding = new HashMap<>();
    finding.put("id", id);
    finding.put("subject", subject);
    finding.put("sentence", subject + " fails");
    finding.put("evidence", Map.of());
    finding.put("waiver", null);
    finding.put("fix", fix);
    finding.put("undo", undo);
    findings.add(finding);
    return this;
  }

  private Map<String, String> files(String... ids) {
    return FixFiles.ofJson(
        Map.of("checks", List.of(Map.of("id", "X-001", "title", "t", "findings", findings))),
        List.of(ids));
  }

  private static String text(Map<String, String> files, String name) {
    return files.getOrDefault(name, "no file " + name);
  }

  @Test
  void whatTakesMoreAlongIsRevokedLater() {
    finding("X-001-a", "d: a", "revoke select on t from a cascade", "grant select on t to a");
    finding("X-001-b", "d: b", "set role a; revoke select on t from b", "grant select on t to b");
    findings.getFirst().put("evidence", Map.of("dependents", 1L));

    String fix = text(files(), "fix-2.sql");

    assertTrue(fix.indexOf("from b") < fix.indexOf("from a"), fix);
  }

  @Test
  void undoRunsBackwards() {
    Map<String, String> files =
        finding("X-001-a", "anna", "alter role anna nologin", "alter role anna login")
            .finding("X-001-b", "bob: readers", "revoke readers from bob", "grant readers to bob")
            .files();

    assertEquals(
        """
        begin;

        -- == X-001: t
        -- X-001-a: anna
        alter role anna nologin;
        -- X-001-b: bob: readers
        revoke readers from bob;

        commit;
        """,
        text(files, "fix.sql").substring(text(files, "fix.sql").indexOf("begin;")));
    assertTrue(
        text(files, "undo.sql").indexOf("grant readers")
            < text(files, "undo.sql").indexOf("anna login"));
    assertEquals(3, files.size());
  }

  @Test
  void alterSystemEndsWithAReload() {
    String fix =
        text(
            finding("X-001-a", "ssl", "alter system set ssl = on", "alter system reset ssl")
                .files(),
            "fix-2.sql");

    assertTrue(fix.endsWith("select pg_catalog.pg_reload_conf();\n"), fix);
  }

  @Test
  void aGrantIsRevokedInTheNameOfItsGrantorForTheWholeCluster() {
    String fix =
        text(
            finding(
                    "X-001-a",
                    "parameter log_statement: PUBLIC",
                    "set role \"a b\"; revoke set on parameter log_statement from public; reset role",
                    "Grant it again")
                .files(),
            "fix.sql");

    assertTrue(fix.contains("set role \"a b\"; revoke set on parameter"), fix);
  }

  @Test
  void eachDatabaseAndWhatRefusesTransactionsHasItsFile() {
    Map<String, String> files =
        finding("X-001-a", "ssl", "alter system set ssl = on", "alter system reset ssl")
            .finding(
                "X-001-b",
                "\"my \"\"db\": schema public",
                "revoke create on schema public from public",
                "grant create on schema public to public")
            .finding(
                "X-001-c",
                "shop",
                "revoke connect on database shop from public",
                "grant connect on database shop to public")
            .files();

    assertTrue(text(files, "fix.sql").contains("on database shop"));
    assertFalse(text(files, "fix-2.sql").contains("begin;"));
    assertTrue(text(files, "fix-2.sql").contains("alter system set ssl = on;"));
    assertTrue(text(files, "fix-3.sql").contains("-- Repairs in: database my \"db\n"));
    assertTrue(text(files, "README.md").contains("`fix-3.sql`"));
  }

  @Test
  void wordsAndStatementsWithoutDatabaseGoToTheReadmeOnly() {
    Map<String, String> files =
        finding("X-001-a", "anna", "Revoke one membership of the path", "Grant it again")
            .finding("X-001-b", "t", "alter table t enable row level security", "x")
            .finding("X-001-c", "f", "-- correct the line; select 1", "-- put it back")
            .files();

    assertTrue(text(files, "fix.sql").contains("Nothing to do"));
    assertTrue(text(files, "README.md").contains("Fix: Revoke one membership"));
    assertTrue(text(files, "README.md").contains("Fix: alter table t"));
    assertTrue(text(files, "README.md").contains("Fix: -- correct the line"));
  }

  @Test
  void aHostileNameNeverLeavesItsComment() {
    String name = "\"a\ndrop table t; --\u202e\"";
    Map<String, String> files =
        finding("X-001-a", name, "alter role " + name + " nologin", "alter role " + name + " login")
            .finding("X-001-b", name, "-- look at " + name + "\nalter role x nologin", "none")
            .files();

    assertTrue(
        text(files, "fix.sql").contains("-- X-001-a: \"a\\u{a}drop table t; --\\u{202e}\"\n"));
    assertFalse(text(files, "fix.sql").contains("-- look at"));
    assertFalse(text(files, "README.md").contains("\ndrop"));
  }

  @Test
  void oneStatementForTwoFindingsRunsOnce() {
    Map<String, String> files =
        finding("X-001-a", "shop: a", "drop extension dblink", "create extension dblink")
            .finding("X-001-b", "shop: b", "drop extension dblink", "create extension dblink")
            .files();

    assertEquals(2, text(files, "fix-2.sql").split("drop extension", -1).length);
    assertTrue(text(files, "fix-2.sql").contains("X-001-b"));
  }

  @Test
  void anUnknownFindingIsAFault() {
    finding("X-001-a", "anna", "alter role anna nologin", "alter role anna login");

    UserFault fault = assertThrows(UserFault.class, () -> files("X-001-z"));
    assertTrue(String.valueOf(fault.getMessage()).contains("X-001-z"));
    assertTrue(text(files("X-001-a"), "fix.sql").contains("anna"));
  }
}
