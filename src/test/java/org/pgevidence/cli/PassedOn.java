package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.assess.Assessor;
import org.pgevidence.assess.Finding;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Snapshot;

/** An estate of grants that were passed on, on objects of every kind. */
final class PassedOn {
  /** Checks whose repair takes such grants away. */
  private static final Set<String> CHECKS =
      Set.of("PRIV-002", "PRIV-006", "PRIV-012", "PRIV-013", "ROLE-007");

  private static final List<String> ACLS =
      List.of(
          "select 'relation', oid, 0, relacl from pg_class",
          "select 'column', attrelid, attnum, attacl from pg_attribute",
          "select 'schema', oid, 0, nspacl from pg_namespace",
          "select 'function', oid, 0, proacl from pg_proc",
          "select 'language', oid, 0, lanacl from pg_language",
          "select 'type', oid, 0, typacl from pg_type",
          "select 'wrapper', oid, 0, fdwacl from pg_foreign_data_wrapper",
          "select 'server', oid, 0, srvacl from pg_foreign_server",
          "select 'large object', oid, 0, lomacl from pg_largeobject_metadata",
          "select 'database', oid, 0, datacl from pg_database");

  private PassedOn() {}

  /** Statements that make it in database ledger. */
  static String estate(int major) {
    StringBuilder sql =
        new StringBuilder(
            """
            create role a; create role b; create role c; create role "G""r'an; tee";
            create role d1; create role d2; create role e; create role newowner;
            create schema shop; grant usage on schema shop to public;
            create table shop.t (i int, "J" int); create view shop.v as select 1 as i; create sequence shop.s;
            create function shop.f() returns int language sql as 'select 1';
            create domain shop."D" as int; create trusted language pl handler plpgsql_call_handler;
            create foreign data wrapper dummy; create server far foreign data wrapper dummy;
            create schema held; select lo_create(4711);
            """);
    for (String[] what :
        new String[][] {
          {"select, update", "table shop.t"},
          {"select (i), insert (i)", "table shop.t"},
          {"update (\"J\")", "table shop.t"},
          {"select", "table shop.v"},
          {"usage", "sequence shop.s"},
          {"execute", "function shop.f()"},
          {"usage", "type shop.\"D\""},
          {"usage", "language pl"},
          {"usage", "foreign data wrapper dummy"},
          {"usage", "foreign server far"},
          {"usage, create", "schema held"},
          {"select", "large object 4711"},
          {"create, connect", "database ledger"},
          {"execute", "function pg_read_file(text)"}
        }) {
      passOn(sql, what[0], what[1]);
    }
    if (major >= 15) {
      passOn(sql, "set, alter system", "parameter log_statement");
    }
    sql.append(
        """
        -- One privilege goes the other way round than the rest.
        grant delete on table shop.t to a with grant option; set role a;
        grant delete on table shop.t to d1 with grant option; set role d1;
        grant delete on table shop.t to "G""r'an; tee" with grant option; set role "G""r'an; tee";
        grant delete on table shop.t to e; reset role;
        -- Who was granted a right owns the table now: a circle through the owner.
        create table shop.moved (i int);
        grant select on table shop.moved to a with grant option; set role a;
        grant select on table shop.moved to newowner with grant option; set role newowner;
        grant select on table shop.moved to e; reset role;
        alter table shop.moved owner to newowner;
        """);
    return sql.toString();
  }

  private static void passOn(StringBuilder sql, String privileges, String object) {
    String grant = "grant " + privileges + " on " + object + " to ";
    sql.append(grant).append("a, b, c with grant option;\n");
    for (String grantor : List.of("a", "b", "c")) {
      sql.append("set role ").append(grantor).append("; ").append(grant);
      sql.append("\"G\"\"r'an; tee\" with grant option; ").append(grant).append("public;\n");
    }
    sql.append("set role \"G\"\"r'an; tee\"; ").append(grant).append("d1 with grant option; ");
    sql.append(grant).append("d2, public;\n");
    sql.append("set role d1; ").append(grant).append("d2 with grant option;\n");
    sql.append("set role d2; ").append(grant).append("e; reset role;\n");
  }

  /** Findings of such grants. */
  static List<Finding> findings(Path snapshot) throws IOException {
    return Assessor.assess(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.empty()),
            ContextReader.read(Optional.empty(), Profile.none()))
        .assessment()
        .findings()
        .stream()
        .filter(finding -> CHECKS.contains(finding.check()))
        .toList();
  }

  /** Every entry of every ACL, one a line, sorted: the order inside an ACL says nothing. */
  static List<String> acls(Connection connection, int major) throws SQLException {
    List<String> sources = new ArrayList<>(ACLS);
    if (major >= 15) {
      sources.add("select 'parameter', oid, 0, paracl from pg_parameter_acl");
    }
    String sql =
        "select concat_ws(' ', kind, oid, number, grantor, grantee, privilege_type, is_grantable) from ("
            + String.join(" union all ", sources)
            + ") as object (kind, oid, number, acl), aclexplode(acl) order by 1";
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }
}
