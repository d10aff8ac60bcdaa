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
 * per engine, that no step lacks its fact and no step its derived row, and the closure of role
 * memberships, computed anew.
 */
final class Proofs {
  private static final Set<String> ALWAYS = Set.of("derivation", "derived_step");

  private static final Set<String> MEMBERSHIPS = Set.of("role", "membership", "role_reach");
  private static final int MAX_REACH = 200_000;

  private Proofs() {}

  /** Tables that the proofs read, whatever the checks read. */
  static Set<String> tables(Facts facts) {
    Set<String> tables = new TreeSet<>(ALWAYS);
    if (hasMemberships(facts)) {
      tables.addAll(MEMBERSHIPS);
    }
    return tables;
  }

  /**
   * Larger systems have the closure in the pack's files only, so that the script stays readable.
   */
  private static boolean hasMemberships(Facts facts) {
    return MEMBERSHIPS.stream().allMatch(facts::isProvided)
        && facts.rows("role_reach").size() <= MAX_REACH;
  }

  static void write(BufferedWriter out, Facts facts) throws IOException {
    for (Row engine : facts.rows("derivation")) {
      List<?> tables = (List<?>) Json.parse(engine.text("tables"));
      write(out, facts, engine.text("engine"), tables == null ? List.of() : tables);
    }
    if (hasMemberships(facts)) {
      out.write(
          "\n-- Memberships followed anew, against the derived reach of each role: the same.\n");
      closure(out, "is_member", "1 = 1");
      closure(out, "inherits", "inherits = 1");
    } else {
      out.write(
          "\n-- Memberships are not followed anew here: their facts were not read, or the derived reach\n"
              + "-- has more than "
              + MAX_REACH
              + " rows; verify derives it again.\n");
    }
  }

  /** A superuser is a member of all roles and has no rows of its own. */
  private static void closure(BufferedWriter out, String column, String edge) throws IOException {
    String followed =
        """
        select role_oid, target_oid from (
          with recursive reached (role_oid, target_oid) as (
            select member_oid, role_oid from membership where %1$s
            union
            select r.role_oid, m.role_oid from reached r
            join membership m on m.member_oid = r.target_oid where %1$s)
          select role_oid, target_oid from reached
          where role_oid <> target_oid and role_oid in (select oid from role where is_superuser = 0))
        """
            .formatted(edge);
    String derived =
        """
        select role_oid, target_oid from role_reach
        where %s = 1 and database = '' and role_oid in (select oid from role where is_superuser = 0)
        """
            .formatted(column);
    difference(out, column + ": followed, but not derived", followed, derived);
    difference(out, column + ": derived, but not followed", derived, followed);
  }

  private static void difference(BufferedWriter out, String what, String some, String others)
      throws IOException {
    out.write("select " + SqlLiteral.of(what) + ", role_oid, target_oid from (\n");
    out.write(some + "except\n" + others + ");\n");
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
