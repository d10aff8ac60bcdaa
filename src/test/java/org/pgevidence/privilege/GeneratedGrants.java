package org.pgevidence.privilege;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/** Grants and revokes at random on everything that {@link GeneratedEstate} made. */
final class GeneratedGrants {
  private final Random random;
  private final Statement statement;
  private final List<String> roles;
  private final List<String> relations;

  GeneratedGrants(Random random, Statement statement, List<String> roles, List<String> relations) {
    this.random = random;
    this.statement = statement;
    this.roles = roles;
    this.relations = relations;
  }

  void run(int count) {
    for (int i = 0; i < count; i++) {
      String to = random.nextInt(12) == 0 ? "public" : any(roles);
      String option = to.equals("public") || random.nextInt(4) > 0 ? "" : " with grant option";
      String relation = any(relations);
      int n = random.nextInt(Math.max(1, relations.size() / 4));
      String schema = List.of("s1", "\"S 2\"", "\"select\"", "public").get(random.nextInt(4));
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> grant(tablePrivilege(), relation, to, option);
        case 4 -> grant("all", relation, to, option);
        case 5, 6 -> grant(columnPrivilege(), relation, to, option);
        case 7 -> tryRun("revoke all on " + relation + " from public");
        case 8 -> tryRun("revoke " + tablePrivilege() + " on " + relation + " from " + any(roles));
        case 9 -> grant("execute", "function s1.f" + n, to, option);
        case 10 -> tryRun("revoke all on function s1.f" + n + " from public");
        case 11 -> grant(random.nextBoolean() ? "usage" : "create", "schema " + schema, to, option);
        case 12 ->
            grant("usage", "type s1." + List.of("d", "e", "c", "rg").get(n % 4) + n, to, option);
        case 13 ->
            tryRun("revoke usage on type s1." + List.of("d", "rg").get(n % 2) + n + " from public");
        case 14 -> {
          grant("usage", "foreign data wrapper postgres_fdw", to, option);
          grant("usage", "foreign server srv7", to, option);
          grant("usage", "language sql", to, option);
          tryRun("revoke usage on language plpgsql from public");
        }
        case 15 -> grant("create", "tablespace pg_default", to, option);
        case 16 ->
            grant(
                random.nextBoolean() ? "select" : "update",
                "large object " + (1000 + n),
                to,
                option);
        case 17 -> {
          grant("set", "parameter work_mem", to, option);
          grant("alter system", "parameter log_min_duration_statement", to, option);
        }
        case 18 ->
            grant(
                List.of("connect", "create", "temp").get(n % 3),
                "database " + "\"Estate\"",
                to,
                option);
        default -> emptyAcl(relation);
      }
    }
    tryRun("grant insert (oid), select (rolname) on pg_catalog.pg_authid to " + any(roles));
    tryRun("grant insert, update on pg_catalog.pg_class to " + any(roles));
    tryRun("alter default privileges grant select on tables to " + any(roles));
  }

  /** An owner that took everything from itself leaves {}. */
  private void emptyAcl(String relation) {
    tryRun(
        "do $$ begin execute (select format('revoke all on %s from %I, public', '"
            + relation.replace("'", "''")
            + "'::text, pg_get_userbyid(relowner)) from pg_class where oid = '"
            + relation.replace("'", "''")
            + "'::regclass); end $$");
  }

  private void grant(String privilege, String object, String to, String option) {
    tryRun("grant " + privilege + " on " + object + " to " + to + option);
  }

  private String tablePrivilege() {
    List<String> names =
        List.of(
            "select",
            "insert",
            "update",
            "delete",
            "truncate",
            "references",
            "trigger",
            "usage",
            "maintain");
    return names.get(random.nextInt(names.size()));
  }

  private String columnPrivilege() {
    return List.of(
            "select (a)", "update (b)", "insert (a, c)", "references (b)", "select (c), update (c)")
        .get(random.nextInt(5));
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Random grants may make no sense or not exist in a major; the catalog is what came out. */
  private void tryRun(String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      // Expected for a part of them.
    }
  }
}
