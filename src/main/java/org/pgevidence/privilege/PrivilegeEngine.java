package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.List;
import org.pgevidence.fact.Engine;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;

/**
 * Derives the tables of {@code schema/derived/privilege.sql}: who reaches whom, who equals a
 * superuser, what PUBLIC may do, and who gets at classified relations.
 */
public final class PrivilegeEngine implements Engine {
  private static final List<String> OBJECTS =
      List.of("relation", "schema", "function", "language", "acl_column");

  @Override
  public String name() {
    return "privilege";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public MemoryFacts derive(Facts facts) {
    MemoryFacts out = new MemoryFacts();
    List<String> needed = new ArrayList<>(Estate.NEEDED);
    needed.addAll(OBJECTS);
    List<String> all =
        List.of(
            "role_reach",
            "superuser_equivalent",
            "public_privilege",
            "grant_option",
            "role_privilege",
            "search_path_entry",
            "view_exposure",
            "table_access");
    if (!isReady(facts, out, needed, all)) {
      return out;
    }
    Estate estate = Estate.read(facts, Selection.all());
    DerivedRows rows = new DerivedRows(estate, out);
    new RoleReachRows(estate).fill(rows);
    new SuperuserRows(estate).fill(facts, rows);
    new PublicRows(estate).fill(rows);
    new GrantOptionRows(estate).fill(rows);
    new RolePrivilegeRows(estate).fill(rows);
    if (isReady(facts, out, List.of("role_setting", "setting"), List.of("search_path_entry"))) {
      new SearchPathRows(estate).fill(facts, rows);
    }
    if (isReady(
        facts,
        out,
        List.of("view_reference", "inheritance", "policy"),
        List.of("view_exposure", "table_access"))) {
      Views views = new Views(estate, facts);
      new ViewRows(estate, views).fill(rows);
      if (isReady(facts, out, List.of("classified_table"), List.of("table_access"))) {
        new TableAccessRows(estate, views, facts).fill(rows);
      }
    }
    return out;
  }

  /** Whether all inputs are there; otherwise a gap for each table that cannot be derived. */
  private static boolean isReady(
      Facts facts, MemoryFacts out, List<String> inputs, List<String> outputs) {
    List<String> missing = inputs.stream().filter(table -> !facts.isProvided(table)).toList();
    if (missing.isEmpty()) {
      return true;
    }
    String remedy =
        missing.equals(List.of("classified_table"))
            ? "Classify tables in context/datamap.yaml."
            : "See the gaps of these tables, and collect again.";
    for (String output : outputs) {
      out.add(
          Gap.table(
              output,
              "",
              "Table " + output + " needs " + String.join(", ", missing) + ", not provided.",
              remedy));
    }
    return false;
  }
}
