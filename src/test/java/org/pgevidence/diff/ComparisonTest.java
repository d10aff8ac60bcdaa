package org.pgevidence.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/** Differences are named, and what was not read is never called gone. */
class ComparisonTest {
  private static final Map<?, ?> NOTHING = Map.of("checks", List.of());

  private static Map<String, Object> judgement(String verdict, String... findings) {
    List<Map<String, String>> list =
        List.of(findings).stream()
            .map(id -> Map.of("id", id, "subject", id, "sentence", id + " fails"))
            .toList();
    return Map.of(
        "checks",
        List.of(Map.of("id", "X-001", "title", "t", "verdict", verdict, "findings", list)));
  }

  private static Comparison judged(Map<?, ?> before, Map<?, ?> after) {
    return Comparison.of(
        new Comparison.Side(new MemoryFacts(), before),
        new Comparison.Side(new MemoryFacts(), after));
  }

  private static Comparison facts(MemoryFacts before, MemoryFacts after) {
    return Comparison.of(new Comparison.Side(before, NOTHING), new Comparison.Side(after, NOTHING));
  }

  private static MemoryFacts role(MemoryFacts facts, int oid, String name, int isSuperuser) {
    return facts.add("role", oid, name, name, isSuperuser, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
  }

  private static MemoryFacts rule(MemoryFacts facts, int number, String user) {
    return facts.add(
        "hba_rule",
        number,
        "pg_hba.conf",
        number,
        "local",
        "[\"all\"]",
        user,
        null,
        null,
        null,
        null,
        "peer",
        "{}",
        null);
  }

  @Test
  void equalSidesAreEqual() {
    Comparison same = judged(judgement("fail", "a"), judgement("fail", "a"));

    assertTrue(same.isEqual());
    assertEquals(1, same.persisting());
    assertTrue(same.text().contains("Nothing differs."));
  }

  @Test
  void findingsAppearAndAreResolved() {
    Comparison comparison = judged(judgement("fail", "a", "b"), judgement("fail", "b", "c"));

    assertTrue(comparison.text().startsWith("Findings: 1 appeared, 1 resolved, 0 no longer"));
    assertTrue(comparison.text().contains("+ New: c fails [c]"));
    assertTrue(comparison.text().contains("- Resolved: a fails [a]"));
  }

  @Test
  void aFindingOfACheckThatWasNotRunIsNotResolved() {
    Comparison comparison = judged(judgement("fail", "a"), judgement("not_assessed"));

    assertEquals(Change.Kind.UNKNOWN, comparison.changes().getFirst().kind());
    assertTrue(comparison.text().contains("was fail and is not assessed"));
    assertFalse(comparison.text().contains("Resolved"));
  }

  @Test
  void rolesAndMembershipsAreNamed() {
    MemoryFacts before = role(role(new MemoryFacts(), 1, "anna", 0), 2, "bob", 0);
    MemoryFacts after = role(role(new MemoryFacts(), 1, "anna", 1), 3, "eva", 0);
    before.provide("membership");
    after.add("membership", 1, 3, 1, 0, 1, 1);
    String text = facts(before, after).text();

    assertTrue(
        text.contains(
            "~ Role anna: superuser was 0 and is 1; no log that was read says who did it."),
        text);
    assertTrue(text.contains("- Role bob is gone"), text);
    assertTrue(text.contains("+ Membership eva in anna (granted by anna) appeared"), text);
  }

  /** A server logs milliseconds; an act at a full second has none in the facts. */
  @Test
  void theLastActOfASecondIsNamed() {
    MemoryFacts before = role(collected("2026-11-27T00:03:08Z"), 1, "anna", 0);
    MemoryFacts after = role(role(collected("2026-11-27T00:03:09Z"), 1, "anna", 0), 3, "eva", 0);
    made(after, 1, "2026-11-27T00:03:08Z", "first");
    made(after, 2, "2026-11-27T00:03:08.226Z", "last");

    String text = facts(before, after).text();

    assertTrue(text.contains("done by last at 2026-11-27T00:03:08.226Z, says log:2."), text);
  }

  private static MemoryFacts collected(String at) {
    return new MemoryFacts().add("snapshot", "s", "shop", at, at, at, "0.1.0", "u", "h", "r", "a");
  }

  private static void made(MemoryFacts facts, int line, String at, String actor) {
    facts.add(
        "access_statement",
        "log",
        line,
        1,
        at,
        "given",
        actor,
        "shop",
        "stderr",
        "create role",
        "eva",
        null,
        null,
        null,
        0);
  }

  @Test
  void grantsAreComparedByName() {
    MemoryFacts before = role(new MemoryFacts(), 1, "anna", 0).provide("acl_object");
    before.provide("acl_entry");
    MemoryFacts after = role(new MemoryFacts(), 7, "anna", 0);
    after.add("database", 5, "shop", "shop", 7, 1, 0, -1, "UTF8", 0, 1, null);
    before.add("database", 9, "shop", "shop", 1, 1, 0, -1, "UTF8", 0, 1, null);
    after.add("acl_object", "", "d", 5, 1);
    after.add("acl_entry", "", "d", 1, 0, 7, 512 + 2048, 0);
    Comparison comparison = facts(before, after);

    assertEquals(1, comparison.changes().size());
    assertEquals(
        "Grant on database shop to PUBLIC (granted by anna) appeared: privileges CREATE, CONNECT,"
            + " with grant option none; no log that was read says who did it.",
        comparison.changes().getFirst().sentence());
  }

  @Test
  void aWrittenDefaultIsNoDifference() {
    MemoryFacts before = role(new MemoryFacts(), 7, "anna", 0).provide("acl_object");
    before.provide("acl_entry");
    MemoryFacts after = role(new MemoryFacts(), 7, "anna", 0);
    for (MemoryFacts facts : List.of(before, after)) {
      facts.add("database", 5, "shop", "shop", 7, 1, 0, -1, "UTF8", 0, 1, null);
      facts.add("acl_builtin", "d", "owner", 512 + 1024 + 2048);
      facts.add("acl_builtin", "d", "public", 1024 + 2048);
    }
    after.add("acl_object", "", "d", 5, 1);
    after.add("acl_entry", "", "d", 1, 0, 7, 1024 + 2048, 0);
    after.add("acl_entry", "", "d", 1, 7, 7, 512 + 1024 + 2048, 0);

    assertTrue(facts(before, after).isEqual());
  }

  @Test
  void rulesKeepTheirOrder() {
    MemoryFacts before = rule(rule(new MemoryFacts(), 1, "[\"a\"]"), 2, "[\"b\"]");
    MemoryFacts swapped = rule(rule(new MemoryFacts(), 1, "[\"b\"]"), 2, "[\"a\"]");
    MemoryFacts added =
        rule(rule(rule(new MemoryFacts(), 1, "[\"c\"]"), 2, "[\"a\"]"), 3, "[\"b\"]");

    assertTrue(facts(before, swapped).text().contains("The order of pg_hba.conf rules changed"));
    assertEquals(1, facts(before, added).changes().size());
    assertTrue(
        facts(before, added).text().contains("rule was added: local [\"all\"] [\"c\"] peer"));
  }

  @Test
  void whatOneSideDidNotReadCannotBeCompared() {
    Comparison comparison = facts(role(new MemoryFacts(), 1, "anna", 0), new MemoryFacts());

    assertEquals(List.of(Change.Kind.UNKNOWN), kinds(comparison));
    assertTrue(comparison.text().contains("the new snapshot does not have them"));
  }

  @Test
  void whatAGapMayHideIsNotGone() {
    MemoryFacts before = role(role(new MemoryFacts(), 1, "anna", 0), 2, "bob", 0);
    MemoryFacts after = role(new MemoryFacts(), 1, "anna", 0);
    after.add(Gap.table("role", "", "permission denied", "grant it"));

    assertEquals(List.of(Change.Kind.APPEARED, Change.Kind.UNKNOWN), kinds(facts(before, after)));
  }

  private static List<Change.Kind> kinds(Comparison comparison) {
    return comparison.changes().stream().map(Change::kind).toList();
  }
}
