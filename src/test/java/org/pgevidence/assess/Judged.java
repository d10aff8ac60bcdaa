package org.pgevidence.assess;

import java.util.ArrayList;
import java.util.List;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.Faults;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;

/** Small catalogues and facts for tests of judgement. */
final class Judged {
  static final String AT = "2026-06-30T12:00:00Z";

  private Judged() {}

  /** A catalogue of checks given as YAML, all named by one control. */
  static Catalog catalog(String... checks) {
    List<Catalog.SourceFile> files = new ArrayList<>();
    files.add(new Catalog.SourceFile("catalog.yaml", "version: 1.0.0\n"));
    List<String> ids = new ArrayList<>();
    for (String check : checks) {
      String id = check.substring(check.indexOf("id: ") + 4, check.indexOf('\n'));
      ids.add(id);
      files.add(new Catalog.SourceFile("roles/" + id + ".yaml", check));
    }
    files.add(
        new Catalog.SourceFile(
            "mappings/all.yaml",
            """
            controls:
              - id: AC-01
                title: t
                description: d
                test_procedure: p
                checks: [%s]
                satisfies:
                  - {framework: gdpr, requirement: "32(1)(b)", strength: direct, rationale: r}
            """
                .formatted(String.join(", ", ids))));
    files.add(
        new Catalog.SourceFile(
            "frameworks/gdpr.yaml",
            """
            id: gdpr
            title: t
            edition: e
            source: s
            requirements:
              - {id: "32(1)(b)", title: t, paraphrase: p, level: full, database_shows: [x]}
              - {id: "33", title: t, paraphrase: p, level: outside, you_must_add: [x]}
            """));
    Faults faults = new Faults();
    Catalog catalog = CatalogReader.read(files, faults);
    faults.throwIfAny();
    return catalog;
  }

  /** A check over table role with the given query and extra keys. */
  static String check(String id, String query, String more) {
    return """
        id: %s
        title: t
        severity: medium
        severity_reason: r
        why: w
        check: |
          %s
        finding: "{subject} fails"
        %s
        examples:
          - given: {role: [{name: a, is_superuser: 1}]}
            fails: [a]
        """
        .formatted(id, query, more);
  }

  /** Facts with one snapshot row. */
  static MemoryFacts facts() {
    return new MemoryFacts()
        .add("snapshot", 1, "orders", AT, AT, null, "0.1.0", "tester", "host", null, null);
  }

  /** Adds a login role. */
  static MemoryFacts role(MemoryFacts facts, int oid, String name, boolean isSuperuser) {
    return facts.add("role", oid, name, name, isSuperuser, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
  }

  /** Provides every context table, empty. */
  static Context emptyContext() {
    MemoryFacts tables = new MemoryFacts();
    Schema.standard().tables(org.pgevidence.fact.TableSchema.Kind.CONTEXT).stream()
        .filter(table -> !table.name().equals("waiver"))
        .forEach(table -> tables.provide(table.name()));
    return new Context(tables, true, List.of(), java.util.Map.of(), List.of(), List.of());
  }

  static CheckResult only(MemoryFacts facts, Catalog catalog, Context context) {
    return Assessor.assess(facts, "d", catalog, context, List.of())
        .assessment()
        .checks()
        .getFirst();
  }
}
