package org.pgevidence.collect;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Digests of what all databases share. A snapshot cannot span databases, so each further database
 * compares its own view of roles, memberships and databases with that of the first. Names are
 * hashed as the bytes they are: one made in a database of another encoding may not be valid in this
 * one.
 */
record SharedState(
    @Nullable String roles, @Nullable String memberships, @Nullable String databases) {
  private static final String ROLES =
      """
      select pg_catalog.hashtextextended(pg_catalog.string_agg(pg_catalog.concat_ws(',',
               oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
               rolconnlimit, rolvaliduntil), ';' order by oid) collate "C", 0)
      from pg_catalog.pg_roles""";
  private static final String DATABASES =
      """
      select pg_catalog.hashtextextended(pg_catalog.string_agg(pg_catalog.concat_ws(',',
               oid, datname, datdba, datallowconn, datistemplate), ';' order by oid) collate "C", 0)
      from pg_catalog.pg_database""";

  /** What a session sees. */
  static SharedState of(Session session) throws SQLException {
    String options = session.reader().major() >= 16 ? ", inherit_option, set_option" : "";
    return new SharedState(
        session.text(ROLES), session.text(memberships(options)), session.text(DATABASES));
  }

  private static String memberships(String options) {
    return """
        select pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(pg_catalog.string_agg(pg_catalog.concat_ws(',',
                 roleid, member, grantor, admin_option%s), ';' order by roleid, member, grantor), ''), 'UTF8')), 'hex')
        from pg_catalog.pg_auth_members"""
        .formatted(options);
  }

  /** Fact tables whose content differs in another view. */
  List<String> moved(SharedState later) {
    List<String> moved = new ArrayList<>();
    if (!Objects.equals(roles, later.roles)) {
      moved.add("role");
    }
    if (!Objects.equals(memberships, later.memberships)) {
      moved.add("membership");
    }
    if (!Objects.equals(databases, later.databases)) {
      moved.add("database");
    }
    return moved;
  }
}
