package org.pgevidence.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * Duties of each login role, declared and shown by its rights, for the review of their separation.
 */
record DutyTable(Facts facts) {
  List<List<Object>> rows() {
    Map<String, String> personas = new HashMap<>();
    facts.forEach("persona", row -> personas.put(row.text("name"), row.text("persona")));
    Map<String, TreeSet<String>> conflicts = new HashMap<>();
    facts.forEach(
        "persona_conflict",
        row ->
            conflicts
                .computeIfAbsent(row.text("persona"), k -> new TreeSet<>())
                .add(row.text("other")));
    Map<Long, Long> written = new HashMap<>();
    Map<Long, Long> owned = new HashMap<>();
    facts.forEach(
        "role_privilege",
        row -> {
          switch (row.text("privilege")) {
            case "INSERT", "UPDATE", "DELETE" ->
                written.merge(
                    row.number("role_oid"),
                    row.number("relations") - row.number("owned"),
                    Math::max);
            case "SELECT" -> owned.merge(row.number("role_oid"), row.number("owned"), Long::sum);
            default -> {}
          }
        });
    List<List<Object>> rows = new ArrayList<>();
    for (Row role : facts.rows("role")) {
      if (role.flag("can_login")) {
        String persona = personas.getOrDefault(role.text("name"), "");
        rows.add(
            List.of(
                role.text("name_quoted"),
                persona.isEmpty() ? "not declared" : persona,
                yes(role.flag("is_superuser")),
                yes(role.flag("can_create_role")),
                yes(role.flag("can_replicate")),
                yes(role.flag("bypasses_rls")),
                written.getOrDefault(role.number("oid"), 0L),
                owned.getOrDefault(role.number("oid"), 0L),
                String.join(", ", conflicts.getOrDefault(persona, new TreeSet<>()))));
      }
    }
    return rows;
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }
}
