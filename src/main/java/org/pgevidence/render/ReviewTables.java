package org.pgevidence.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
import org.pgevidence.privilege.ReviewPopulation;

/** Tables of the access review, the same in the workbook and as CSV. */
record ReviewTables(Facts facts, ReviewPopulation population) {
  static final List<String> RIGHTS =
      List.of(
          "Roles",
          "Count of roles",
          "Schema",
          "Effective rights",
          "Count of relations",
          "First relation",
          "Path");
  static final List<String> DUTIES =
      List.of(
          "Login role",
          "Declared persona",
          "Superuser",
          "Creates roles",
          "Replicates",
          "Bypasses row security",
          "Writes relations",
          "Acts as owner of relations",
          "Persona conflicts with");
  static final List<String> SUPERUSERS =
      List.of("Role", "Can log in", "Means", "Through", "Path", "In words");

  /** Numbers of a database: each relation of the facts is reviewed or left out for one reason. */
  private static final class Counts {
    private long system;
    private long extension;
    private long provenance;
  }

  /** One row per login role. */
  List<List<Object>> duties() {
    return new DutyTable(facts).rows();
  }

  /** One row per role and way to rights that equal a superuser's. */
  List<List<Object>> superusers() {
    Map<Long, String> names = new HashMap<>();
    facts.forEach("role", row -> names.put(row.number("oid"), row.text("name_quoted")));
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : facts.rows("superuser_equivalent")) {
      rows.add(
          List.of(
              names.getOrDefault(row.number("role_oid"), ""),
              row.flag("is_login") ? "yes" : "no",
              row.text("means"),
              row.text("subject"),
              row.text("path"),
              row.text("sentence")));
    }
    return rows;
  }

  /**
   * What was reviewed, with counts that add up to those of the collection's provenance.
   *
   * @param lines lines of each database
   */
  List<List<Object>> scope(Map<String, Integer> lines) {
    List<List<Object>> rows = new ArrayList<>();
    facts
        .single("snapshot")
        .ifPresent(
            row -> {
              rows.add(List.of("System", row.text("system")));
              rows.add(List.of("Facts taken at", row.text("collected_at")));
            });
    int all = facts.rows("role").size();
    int superusers = population.superusers().size();
    rows.add(List.of("Roles in the facts", all));
    rows.add(List.of("of them by the collection's provenance", provenance("role", "")));
    rows.add(List.of("Login roles reviewed (no superusers)", population.roleCount()));
    rows.add(List.of("Superusers that can log in", superusers));
    rows.add(List.of("Roles that cannot log in", all - superusers - population.roleCount()));
    rows.add(
        List.of(
            "Superusers that can log in (they have every right)",
            String.join(", ", population.superusers())));
    rows.add(
        List.of(
            "Lines",
            population.isGrouped()
                ? "One line per group of relations with one ACL and the roles with the same rights"
                : "One line per login role, schema and set of rights"));
    rows.add(List.of("Left out", "System objects and members of extensions"));
    rows.add(List.of("Rows of sheet Duties (login roles)", duties().size()));
    rows.add(List.of("Rows of sheet Superuser equivalents", superusers().size()));
    rows.add(
        List.of(
            "Database",
            "Relations reviewed",
            "Lines on its sheet",
            "System relations, left out",
            "Members of extensions, left out",
            "Relations by the collection's provenance"));
    counts()
        .forEach(
            (database, counts) ->
                rows.add(
                    List.of(
                        database,
                        population.relationCount(database),
                        lines.getOrDefault(database, 0),
                        counts.system,
                        counts.extension,
                        counts.provenance)));
    return rows;
  }

  private Map<String, Counts> counts() {
    Map<String, Counts> all = new TreeMap<>();
    facts.forEach(
        "relation",
        row -> {
          Counts counts = all.computeIfAbsent(row.text("database"), k -> new Counts());
          if (row.flag("is_system")) {
            counts.system++;
          } else if (row.textOrNull("extension") != null) {
            counts.extension++;
          }
        });
    all.forEach((database, counts) -> counts.provenance = provenance("relation", database));
    return all;
  }

  private long provenance(String table, String database) {
    long[] rows = {0};
    facts.forEach(
        "provenance",
        row -> {
          if (row.text("fact_table").equals(table) && row.text("database").equals(database)) {
            rows[0] += row.number("row_count");
          }
        });
    return rows[0];
  }
}
