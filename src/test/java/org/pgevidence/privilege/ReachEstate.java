package org.pgevidence.privilege;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A small estate made at random for reach: roles with every option of membership, tables with and
 * without row security, columns, views, functions, a schema that few may use.
 */
final class ReachEstate {
  /** Tables of three rows each; two lie in the schema that few may use. */
  private static final List<String> PLAIN =
      List.of("app.t0", "app.t1", "app.t2", "app.t3", "hidden.t4", "hidden.t5");

  /** Partitioned tables and parents of others, whose three rows lie in the second of each pair. */
  private static final List<String> TREES = List.of("app.p0", "app.p1", "app.i0", "app.i1");

  static final List<String> TABLES = Stream.concat(PLAIN.stream(), TREES.stream()).toList();

  private final Random random;
  private final int major;
  private final Statement statement;
  private final List<String> roles = new ArrayList<>();

  private ReachEstate(Random random, int major, Statement statement) {
    this.random = random;
    this.major = major;
    this.statement = statement;
  }

  /** Fills a new database; gives its roles, whose names start with the prefix. */
  static List<String> create(Connection connection, String prefix, long seed, int major)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ReachEstate estate = new ReachEstate(new Random(seed), major, statement);
      estate.createRoles(prefix);
      estate.createObjects();
      estate.grant(connection.getCatalog());
      return List.copyOf(estate.roles);
    }
  }

  private void createRoles(String prefix) throws SQLException {
    for (int i = 0; i < 9; i++) {
      String role = prefix + i;
      statement.execute(
          "create role "
              + role
              + " login"
              + one(4, " noinherit")
              + (i == 0 ? " superuser" : i == 1 ? one(2, " createrole") : one(6, " bypassrls"))
              + (i == 2 ? one(2, " replication") : ""));
      roles.add(role);
    }
    for (int i = 1; i < roles.size(); i++) {
      for (int k = random.nextInt(3); k > 0; k--) {
        int parent = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(i);
        if (parent != i) {
          tryRun("grant " + roles.get(parent) + " to " + roles.get(i) + options());
        }
      }
    }
    for (String predefined :
        List.of(
            "pg_read_all_data",
            "pg_write_all_data",
            "pg_execute_server_program",
            "pg_read_server_files",
            "pg_write_server_files")) {
      if (random.nextInt(2) == 0) {
        tryRun("grant " + predefined + " to " + any() + options());
      }
    }
  }

  private String options() {
    return major >= 16
        ? " with inherit "
            + (random.nextInt(3) > 0)
            + ", set "
            + (random.nextInt(3) > 0)
            + ", admin "
            + (random.nextInt(4) == 0)
        : one(4, " with admin option");
  }

  private void createObjects() throws SQLException {
    Attempts.prepare(statement.getConnection());
    statement.execute(
        "create schema app; create schema hidden; grant usage on schema app to public");
    statement.execute(
        "create table app.p0 (a int, b text) partition by range (a);"
            + " create table app.p1 partition of app.p0 for values from (0) to (9);"
            + " create table app.i0 (a int, b text); create table app.i1 () inherits (app.i0)");
    for (String table : TABLES) {
      if (PLAIN.contains(table)) {
        statement.execute("create table " + table + " (a int, b text)");
      }
    }
    for (String table : TABLES) {
      if (table.endsWith("0") && TREES.contains(table)) {
        statement.execute("alter table " + table + " owner to " + any());
        continue;
      }
      statement.execute("insert into " + table + " values (1, 'x'), (2, 'y'), (3, 'z')");
      statement.execute("alter table " + table + " owner to " + any());
    }
    statement.execute("alter table app.t1 enable row level security");
    statement.execute("create policy one on app.t1 using (a = 1)");
    statement.execute("alter table app.t2 enable row level security");
    statement.execute("alter table app.t2 force row level security");
    statement.execute("create policy one on app.t2 using (a = 1)");
    statement.execute("alter table app.t3 enable row level security");
    for (String tree : List.of("app.p0", "app.p1", "app.i0", "app.i1")) {
      if (random.nextInt(3) == 0) {
        statement.execute("alter table " + tree + " enable row level security");
        statement.execute("create policy one on " + tree + " using (a = 1)");
      }
    }
    view("app.v0", "app.t0", "");
    view("app.v5", "app.p0", "");
    view("app.v6", "app.i0", "");
    view("app.v1", "app.t1", major >= 15 ? " with (security_invoker = 'TRUE')" : "");
    view("app.v2", "hidden.t4", "");
    view("app.v3", "app.v0", major >= 15 && random.nextBoolean() ? " with (security_invoker)" : "");
    view("app.v4", "app.v1", "");
    statement.execute("create materialized view app.m0 as select a, b from app.t3");
    statement.execute("alter materialized view app.m0 owner to " + any());
    for (int i = 0; i < 2; i++) {
      String function = "app.f" + i + "()";
      statement.execute(
          "create function "
              + function
              + " returns bigint language sql security definer as 'select count(*) from "
              + TABLES.get(i * 5)
              + "'");
      statement.execute("alter function " + function + " owner to " + any());
      statement.execute("revoke execute on function " + function + " from public");
      statement.execute("grant execute on function " + function + " to " + any());
    }
  }

  private void view(String name, String over, String with) throws SQLException {
    statement.execute("create view " + name + with + " as select a, b from " + over);
    statement.execute("alter view " + name + " owner to " + any());
  }

  private void grant(String database) throws SQLException {
    List<String> privileges = List.of("select", "insert", "update", "delete", "truncate");
    for (int i = 0; i < 16; i++) {
      tryRun(
          "grant "
              + privileges.get(random.nextInt(5))
              + " on "
              + TABLES.get(random.nextInt(TABLES.size()))
              + " to "
              + any());
    }
    for (String view :
        List.of("app.v0", "app.v1", "app.v2", "app.v3", "app.v4", "app.v5", "app.v6", "app.m0")) {
      tryRun("grant select on " + view + " to " + any());
    }
    for (String view : List.of("app.v0", "app.v2", "app.v3", "app.v6")) {
      tryRun("grant select (a) on " + view + " to " + any());
    }
    tryRun("grant select (a) on app.t0 to " + any());
    tryRun("grant update (b) on hidden.t5 to " + any());
    tryRun("grant select (b), insert (a) on app.p0 to " + any());
    tryRun("grant select (a), update (b) on app.i0 to " + any());
    tryRun("revoke all on app.t2 from " + any());
    tryRun("grant usage on schema hidden to " + any());
    tryRun("grant usage on schema hidden to " + any());
    if (major >= 15) {
      tryRun("grant alter system on parameter archive_command to " + any());
    }
    tryRun("revoke connect on database " + database + " from public");
    for (int i = 0; i < 4; i++) {
      tryRun("grant connect on database " + database + " to " + any());
    }
  }

  private String any() {
    return roles.get(1 + random.nextInt(roles.size() - 1));
  }

  private String one(int in, String text) {
    return random.nextInt(in) == 0 ? text : "";
  }

  /** Random grants may be circular or not exist in a major; the catalog is what came out. */
  private void tryRun(String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      // Expected for a part of them.
    }
  }
}
