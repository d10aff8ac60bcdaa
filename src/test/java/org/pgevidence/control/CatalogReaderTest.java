package org.pgevidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue reader meets all faults at once. */
class CatalogReaderTest {
  private static String faults(String... pathsAndTexts) {
    List<Catalog.SourceFile> files = new java.util.ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.add(new Catalog.SourceFile(pathsAndTexts[i], pathsAndTexts[i + 1]));
    }
    Faults faults = new Faults();
    CatalogReader.read(files, faults);
    return faults.list().stream().map(Faults.Fault::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void allFaultsOfAllFilesComeAtOnceWithSuggestions() {
    String faults =
        faults(
            "roles/bad.yaml",
            """
            id: ROLE-01
            titel: x
            severity: hgih
            why: y
            check: |
              select name as subject, 1 as pass from role where julianday('now') > 1;
            finding: f
            examples:
              - given: {rol: [{name: a}], role: [{nme: a, is_superuser: x}]}
                fails: []
            """,
            "roles/alias.yaml",
            "id: &a B\nwhy: *a\n",
            "roles/twice.yaml",
            "id: A\nid: B\n",
            "roles/worse.yaml",
            "id: [\n",
            "mappings/m.yaml",
            "controls:\n  - {id: AC-01, title: t, description: d, test_procedure: p, checks: [ROLE-02], satisfies: [{framework: gdpr, requirement: '1', strength: direct, rationale: r}]}\n");

    for (String expected :
        List.of(
            "roles/bad.yaml:1: a check's id looks like ROLE-001, not \"ROLE-01\"",
            "roles/bad.yaml:2: a check has no key \"titel\". Did you mean \"title\"?",
            "roles/bad.yaml:3: \"severity\" is \"hgih\"; it must be one of info, low, medium, high, critical. Did you mean \"high\"?",
            "roles/bad.yaml:5: ROLE-01: the query must not contain a semicolon",
            "roles/bad.yaml:5: ROLE-01: 'now' reads the clock",
            "roles/bad.yaml:9: there is no table \"rol\". Did you mean \"role\"?",
            "roles/bad.yaml:9: table role has no column \"nme\". Did you mean \"name\"?",
            "roles/bad.yaml:9: column is_superuser must be a number",
            "ROLE-01: no example fails",
            "roles/alias.yaml:2: aliases (*) are not read",
            "roles/twice.yaml:2: key \"id\" stands here twice",
            "roles/worse.yaml:2: not YAML",
            "mappings/m.yaml:2: control AC-01 names check ROLE-02, which does not exist. Did you mean \"ROLE-01\"?",
            "mappings/m.yaml:2: control AC-01 names framework \"gdpr\", which does not exist.")) {
      assertTrue(faults.contains(expected), expected + " in\n" + faults);
    }
  }

  @Test
  void queriesThatChangeFromRunToRunAreRefused() {
    for (String sql :
        List.of(
            "select group_concat(name) from role",
            "select group_concat(name) over (order by name) from role",
            "select group_concat(name) over (partition by oid rows between unbounded preceding and unbounded following) from role",
            "select random()",
            "select current_timestamp",
            "select julianday()",
            "select unhex('00')",
            "with x as (select 1) insert into role select * from x",
            "pragma query_only",
            "delete from role",
            "select 1; select 2")) {
      assertTrue(!SqlText.of(sql).faults().isEmpty(), sql);
    }
  }

  @Test
  void groupConcatWithAFixedOrderIsTaken() {
    String sql =
        "select group_concat(iif(is_superuser, name, null), ', ') over (partition by can_login order by name"
            + " rows between unbounded preceding and unbounded following) from role";

    assertEquals(List.of(), SqlText.of(sql).faults());
  }

  @Test
  void wordsInLiteralsAndCommentsAreNoFault() {
    assertEquals(
        List.of(),
        SqlText.of("select 'random; delete' as \"update\" -- current_date;\nfrom role").faults());
  }
}
