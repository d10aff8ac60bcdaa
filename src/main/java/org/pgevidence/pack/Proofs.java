package org.pgevidence.pack;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * Queries at the end of {@code replay.sql} that return nothing when derived rows rest on facts: one
 * per engine, that no step lacks its fact and no step its derived row.
 */
final class Proofs {
  /** Tables that the proofs read whatever the checks read. */
  static final Set<String> TABLES = Set.of("derivation", "derived_step");

  private Proofs() {}

  static void write(BufferedWriter out, Facts facts) throws IOException {
    for (Row engine : facts.rows("derivation")) {
      List<?> tables = (List<?>) Json.parse(engine.text("tables"));
      write(out, facts, engine.text("engine"), tables == null ? List.of() : tables);
    }
  }

  private static void write(BufferedWriter out, Facts facts, String engine, List<?> tables)
      throws IOException {
    Set<String> derived = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    facts.forEach(
        "derived_step",
        row -> {
          if (tables.contains(row.text("derived_table"))) {
            derived.add(row.text("derived_table"));
            used.add(row.text("fact_table"));
          }
        });
    if (derived.isEmpty()) {
      return;
    }
    String own = derived.stream().map(SqlLiteral::of).collect(Collectors.joining(", "));
    out.write(
        "\n-- Steps of engine " + engine + " without their fact or their derived row: none.\n");
    out.write("select " + SqlLiteral.of(engine + ": step without fact"));
    out.write(", derived_table, subject, step from derived_step s\n");
    out.write("where derived_table in (" + own + ") and case fact_table\n");
    for (String table : used) {
      TableSchema schema = Schema.standard().find(table).orElse(null);
      if (schema == null || schema.key().isEmpty()) {
        continue;
      }
      StringBuilder join = new StringBuilder();
      for (int i = 0; i < schema.key().size(); i++) {
        join.append(i == 0 ? "" : " and ")
            .append("f.")
            .append(schema.key().get(i))
            .append(" = json_extract(s.fact_key, '$[")
            .append(i)
            .append("]')");
      }
      out.write(
          "  when "
              + SqlLiteral.of(table)
              + " then not exists (select 1 from "
              + table
              + " f where "
              + join
              + ")\n");
    }
    out.write("  else 1 end;\n");
    for (String table : derived) {
      String subject =
          Schema.standard().table(table).key().stream()
              .map(column -> "d." + column)
              .collect(Collectors.joining(" || ' | ' || "));
      out.write("select " + SqlLiteral.of(engine + ": step without derived row"));
      out.write(", derived_table, subject, step from derived_step s\n");
      out.write("where derived_table = " + SqlLiteral.of(table));
      out.write(" and subject not in (select " + subject + " from " + table + " d);\n");
    }
  }
}
