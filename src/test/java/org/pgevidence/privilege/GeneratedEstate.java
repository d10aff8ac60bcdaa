package org.pgevidence.privilege;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A catalog made at random from a seed: nested groups, every option of membership, revoked owners,
 * empty ACLs, PUBLIC, column grants, defaults, hostile names and an entry whose role is gone.
 */
final class GeneratedEstate {
  private static final List<String> HOSTILE =
      List.of(
          "777",
          "select",
          "User",
          "=cmd|'/c calc'!A0",
          "a\"b",
          "two\nlines",
          "<b>bold</b>",
          "\u202Eevil",
          "public",
          "na,me",
          "pgé",
          "😀".repeat(15));

  private final Random random;
  private final int major;
  private final Statement statement;
  private final List<String> roles = new ArrayList<>();
  private final List<String> relations = new ArrayList<>();

  private GeneratedEstate(long seed, int major, Statement statement) {
    this.random = new Random(seed);
    this.major = major;
    this.statement = statement;
  }

  /** Fills the connection's database, which is new; roles are made for the whole cluster. */
  static void create(Connection connection, long seed, int major, int size) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      var estate = new GeneratedEstate(seed, major, statement);
      estate.createRoles(size);
      estate.createObjects(size);
      new GeneratedGrants(estate.random, estate.statement, estate.roles, estate.relations)
          .run(size * 6);
      estate.leaveDanglingEntry();
    }
  }

  private void createRoles(int size) throws SQLException {
    for (int i = 0; i < size; i++) {
      String name =
          i < HOSTILE.size() && !HOSTILE.get(i).equals("public") ? HOSTILE.get(i) : "r" + i;
      String role = quote(name);
      String attributes =
          (random.nextInt(3) == 0 ? " login" : "")
              + (random.nextInt(5) == 0 ? " noinherit" : "")
              + (random.nextInt(25) == 0 ? " superuser" : "")
              + (random.nextInt(12) == 0 ? " createrole" : "")
              + (random.nextInt(15) == 0 ? " bypassrls" : "");
      run("create role " + role + attributes);
      roles.add(role);
    }
    for (int i = 1; i < roles.size(); i++) {
      for (int k = random.nextInt(3); k > 0; k--) {
        grantMembership(roles.get(random.nextInt(i)), roles.get(i));
      }
    }
    for (String predefined :
        List.of(
            "pg_read_all_data",
            "pg_write_all_data",
            "pg_maintain",
            "pg_monitor",
            "pg_read_server_files")) {
      tryRun("grant " + predefined + " to " + any(roles));
      tryRun("grant " + predefined + " to " + any(roles));
    }
  }

  private void grantMembership(String role, String member) {
    String options =
        major >= 16
            ? " with inherit "
                + random.nextBoolean()
                + ", set "
                + (random.nextInt(3) > 0)
                + ", admin "
                + (random.nextInt(5) == 0)
            : random.nextInt(5) == 0 ? " with admin option" : "";
    tryRun("grant " + role + " to " + member + options);
  }

  private void createObjects(int size) throws SQLException {
    tryRun("create extension pgcrypto");
    tryRun("create extension postgres_fdw");
    run(
        "create schema s1; create schema \"S 2\"; create schema \"select\"; create temp table tt(a int)");
    for (int i = 0; i < size; i++) {
      String schema = List.of("s1", "\"S 2\"", "\"select\"", "public").get(random.nextInt(4));
      String name = schema + "." + quote(i < HOSTILE.size() ? HOSTILE.get(i) : "t" + i);
      String kind =
          switch (i % 8) {
            case 4 -> "view";
            case 5 -> "materialized view";
            case 6 -> "sequence";
            case 7 -> "foreign table";
            default -> "table";
          };
      if (kind.equals("foreign table")) {
        tryRun("create server " + quote("srv" + i) + " foreign data wrapper postgres_fdw");
        tryRun("create foreign table " + name + " (a int, b text, c int) server srv" + i);
        tryRun("alter server " + quote("srv" + i) + " owner to " + any(roles));
      } else {
        run(
            "create "
                + kind
                + " "
                + name
                + switch (kind) {
                  case "table" ->
                      i % 8 == 3
                          ? " (a int, b text, c int) partition by range (a)"
                          : " (a int, b text, c int)";
                  case "sequence" -> "";
                  default -> " as select 1 a, 'x'::text b, 2 c";
                });
      }
      tryRun("alter " + kind + " " + name + " owner to " + any(roles));
      if (i % 8 == 3) {
        tryRun(
            "create table s1.part" + i + " partition of " + name + " for values from (0) to (9)");
        relations.add("s1.part" + i);
      }
      relations.add(name);
    }
    for (int i = 0; i < size / 4; i++) {
      run("create function s1.f" + i + "(int, text) returns int language sql as 'select 1'");
      run("alter function s1.f" + i + " owner to " + any(roles));
      run("create domain s1.d" + i + " as int; alter domain s1.d" + i + " owner to " + any(roles));
      run("create type s1.e" + i + " as enum ('a')");
      run("create type s1.c" + i + " as (a int)");
      run("create type s1.rg" + i + " as range (subtype = int)");
      run("alter type s1.rg" + i + " owner to " + any(roles));
      run("select lo_create(" + (1000 + i) + ")");
      run("alter large object " + (1000 + i) + " owner to " + any(roles));
    }
    run("create procedure s1.p(int) language sql as 'select 1'");
    run("create aggregate s1.agg(int) (sfunc = int4pl, stype = int)");
    tryRun("alter database " + quoteCurrent() + " owner to " + any(roles));
    for (String schema : List.of("s1", "\"S 2\"", "\"select\"")) {
      tryRun("alter schema " + schema + " owner to " + any(roles));
    }
  }

  private void leaveDanglingEntry() throws SQLException {
    run("set allow_system_table_mods = on");
    run("create role gone; create role gone_too; grant usage on schema s1 to gone, gone_too");
    run("delete from pg_shdepend where refobjid in ('gone'::regrole, 'gone_too'::regrole)");
    run("drop role gone, gone_too");
    run("reset allow_system_table_mods");
  }

  private String quoteCurrent() {
    return "\"Estate\"";
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void run(String sql) throws SQLException {
    statement.execute(sql);
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
