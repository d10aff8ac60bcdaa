package org.pgevidence.privilege;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.MemoryFacts;

/** Fact tables of the privilege engine, filled by plain queries: independent of the collector. */
final class ServerFacts {
  private static final String MASK =
      """
      sum(case x.privilege_type when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4
        when 'DELETE' then 8 when 'TRUNCATE' then 16 when 'REFERENCES' then 32 when 'TRIGGER' then 64
        when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512 when 'TEMPORARY' then 1024
        when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
        when 'MAINTAIN' then 16384 end)
      """;
  private final Statement statement;
  private final int major;
  private final String database;
  private final MemoryFacts facts = new MemoryFacts();

  private ServerFacts(Statement statement, int major, String database) {
    this.statement = statement;
    this.major = major;
    this.database = database;
  }

  static MemoryFacts read(Connection connection, int major) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return new ServerFacts(statement, major, connection.getCatalog()).read();
    }
  }

  private MemoryFacts read() throws SQLException {
    String db = "'" + database + "'::text, ";
    String system = "n.nspname in ('pg_catalog','information_schema') or %s.oid < 16384";
    String extension =
        "(select e.extname from pg_depend d join pg_extension e on e.oid = d.refobjid"
            + " where d.objid = %s.oid and d.classid = '%s'::regclass and d.deptype = 'e')";
    fill(
        "server",
        "select 1, 0, "
            + major
            + ", '', '', '', 0, '', null, null, null, null, null, null, 0, null");
    fill(
        "role",
        "select oid::int8, rolname, quote_ident(rolname), rolsuper, rolcanlogin, rolinherit,"
            + " rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit, null::text,"
            + " oid < 16384 and rolname like 'pg\\_%', false from pg_roles");
    fill(
        "membership",
        "select roleid::int8, member::int8, grantor::int8, admin_option, "
            + (major >= 16
                ? "inherit_option, set_option"
                : "(select rolinherit from pg_roles where oid = member), true")
            + " from pg_auth_members");
    fill(
        "database",
        "select oid::int8, datname, quote_ident(datname), datdba::int8, datallowconn, datistemplate,"
            + " datconnlimit, '', 0, true, null::text from pg_database");
    fill(
        "tablespace",
        "select oid::int8, spcname, quote_ident(spcname), spcowner::int8, '' from pg_tablespace");
    fill(
        "schema",
        "select "
            + db
            + "oid::int8, nspname, quote_ident(nspname), nspowner::int8,"
            + " nspname in ('pg_catalog','information_schema'), null::text from pg_namespace n"
            + " where nspname !~ '^pg_(toast|temp)'");
    fill(
        "relation",
        "select "
            + db
            + "c.oid::int8, relnamespace::int8, relname, quote_ident(nspname) || '.' ||"
            + " quote_ident(relname), relkind::text, relpersistence::text, relowner::int8, relrowsecurity,"
            + " relforcerowsecurity, null::int8, 0, coalesce('security_invoker=true' = any(reloptions), false),"
            + " false, 0::float8, "
            + system.formatted("c")
            + ", "
            + extension.formatted("c", "pg_class")
            + " from pg_class c join pg_namespace n on n.oid = relnamespace"
            + " where relkind in ('r','p','v','m','f','S') and nspname !~ '^pg_(toast|temp)'");
    fill(
        "function",
        "select "
            + db
            + "p.oid::int8, pronamespace::int8, proname, oidvectortypes(proargtypes),"
            + " quote_ident(nspname) || '.' || quote_ident(proname) || '(' || oidvectortypes(proargtypes) || ')',"
            + " prokind::text, proowner::int8, prolang::int8, prosecdef, false, null::text, '[]', "
            + system.formatted("p")
            + ", "
            + extension.formatted("p", "pg_proc")
            + ", null::text, 0, 0, 0, 0 from pg_proc p join pg_namespace n on n.oid = pronamespace");
    fill(
        "language",
        "select "
            + db
            + "oid::int8, lanname, quote_ident(lanname), lanowner::int8,"
            + " lanpltrusted, lanispl, null::text from pg_language");
    fill(
        "foreign_data_wrapper",
        "select "
            + db
            + "oid::int8, fdwname, quote_ident(fdwname),"
            + " fdwowner::int8, null::text from pg_foreign_data_wrapper");
    fill(
        "foreign_server",
        "select "
            + db
            + "oid::int8, srvname, quote_ident(srvname), srvowner::int8,"
            + " srvfdw::int8, null, null, null, null, '[]', 0 from pg_foreign_server");
    fill(
        "type",
        "select "
            + db
            + "t.oid::int8, typnamespace::int8, typname, quote_ident(nspname) || '.' ||"
            + " quote_ident(typname), typtype::text, typowner::int8, "
            + (major >= 14
                ? "(select rngtypid::int8 from pg_range where rngmultitypid = t.oid)"
                : "null::int8")
            + ", "
            + system.formatted("t")
            + ", "
            + extension.formatted("t", "pg_type")
            + " from pg_type t join pg_namespace n on n.oid = typnamespace"
            + " where not (typlen = -1 and typelem <> 0) and nspname !~ '^pg_(toast|temp)' and (typrelid = 0"
            + " or (select relkind from pg_class where oid = typrelid) = 'c')");
    fill("large_object", "select " + db + "oid::int8, lomowner::int8 from pg_largeobject_metadata");
    facts.provide("parameter");
    if (major >= 15) {
      fill("parameter", "select oid::int8, parname from pg_parameter_acl");
    }
    fill(
        "view_reference",
        "select distinct "
            + db
            + "r.ev_class::int8, d.refobjid::int8 from pg_rewrite r"
            + " join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and"
            + " d.refclassid = 'pg_class'::regclass where d.refobjid <> r.ev_class and r.ev_class >= 16384");
    fill(
        "policy",
        "select "
            + db
            + "oid::int8, polrelid::int8, polname, quote_ident(polname), 'ALL',"
            + " polpermissive, true, false, false, false from pg_policy");
    readAcls();
    return facts;
  }

  private void readAcls() throws SQLException {
    for (String table : new String[] {"acl_object", "acl_entry", "acl_builtin", "acl_column"}) {
      facts.provide(table);
    }
    acl("r", "pg_class", "relacl", "relkind in ('r','p','v','m','f')");
    acl("s", "pg_class", "relacl", "relkind = 'S'");
    acl("n", "pg_namespace", "nspacl", "true");
    acl("d", "pg_database", "datacl", "true");
    acl("f", "pg_proc", "proacl", "true");
    acl("l", "pg_language", "lanacl", "true");
    acl("T", "pg_type", "typacl", "true");
    acl("F", "pg_foreign_data_wrapper", "fdwacl", "true");
    acl("S", "pg_foreign_server", "srvacl", "true");
    acl("t", "pg_tablespace", "spcacl", "true");
    acl("L", "pg_largeobject_metadata", "lomacl", "true");
    if (major >= 15) {
      acl("p", "pg_parameter_acl", "paracl", "true");
    }
    fill(
        "acl_column",
        "select '"
            + database
            + "', attrelid::int8, attnum, quote_ident(attname),"
            + " attrelid::int8 * 10000 + attnum from pg_attribute where attacl is not null");
    entries(
        "'" + database + "'",
        "c",
        "attrelid::int8 * 10000 + attnum",
        "pg_attribute",
        "attacl",
        "true");
    for (String kind : "r,s,d,n,f,l,T,F,S,t,L".split(",")) {
      fill(
          "acl_builtin",
          "select '"
              + kind
              + "', case x.grantee when 0 then 'public' else 'owner' end, "
              + MASK
              + "::int8 from aclexplode(acldefault('"
              + kind
              + "', 10)) x group by 2");
    }
  }

  private void acl(String kind, String catalog, String column, String where) throws SQLException {
    String db = "dtp".contains(kind) ? "''" : "'" + database + "'";
    fill(
        "acl_object",
        "select "
            + db
            + ", '"
            + kind
            + "', oid::int8, oid::int8 from "
            + catalog
            + " where "
            + column
            + " is not null and "
            + where);
    entries(db, kind, "oid::int8", catalog, column, where);
  }

  private void entries(
      String db, String kind, String id, String catalog, String column, String where)
      throws SQLException {
    fill(
        "acl_entry",
        "select "
            + db
            + ", '"
            + kind
            + "', "
            + id
            + ", x.grantee::int8, x.grantor::int8, "
            + MASK
            + "::int8, coalesce("
            + MASK.replace("end)", "end) filter (where x.is_grantable)")
            + ", 0)::int8 from "
            + catalog
            + " o, aclexplode("
            + column
            + ") x where "
            + where
            + " group by 3, 4, 5 order by 3, 4, 5");
  }

  private void fill(String table, String query) throws SQLException {
    facts.provide(table);
    try (ResultSet rows = statement.executeQuery(query)) {
      int width = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        @Nullable Object[] values = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
          Object value = rows.getObject(i + 1);
          values[i] = value instanceof java.math.BigDecimal number ? number.longValue() : value;
        }
        facts.add(table, values);
      }
    }
  }
}
