package org.pgevidence.collect;

import java.util.List;

/**
 * Who reads: the role of a session, its rights, and the server's clock and version when the session
 * began.
 *
 * @param role session_user
 * @param quoted session_user as the server quotes it
 * @param rights attributes such as SUPERUSER, and predefined roles whose privileges it has
 * @param serverClockAt ISO 8601 UTC
 */
record Reader(
    String role,
    String quoted,
    boolean isSuperuser,
    List<String> rights,
    int major,
    boolean isInRecovery,
    String serverClockAt) {
  static final String SQL =
      """
      select r.rolname, pg_catalog.quote_ident(r.rolname), r.rolsuper::int,
             pg_catalog.array_to_string(array[case when r.rolsuper then 'SUPERUSER' end, case when r.rolcreaterole then 'CREATEROLE' end,
               case when r.rolcreatedb then 'CREATEDB' end, case when r.rolreplication then 'REPLICATION' end,
               case when r.rolbypassrls then 'BYPASSRLS' end]
               || array(select p.rolname::text from pg_catalog.pg_roles p
                        where p.oid < 16384 and p.rolname like 'pg\\_%' and not r.rolsuper
                          and pg_catalog.pg_has_role(r.oid, p.oid, 'usage') order by p.rolname collate "C"), ','),
             current_setting('server_version_num')::int / 10000,
             pg_catalog.pg_is_in_recovery()::int,
             pg_catalog.to_char(pg_catalog.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      from pg_catalog.pg_roles r where r.rolname = session_user""";

  /** Copies the list. */
  Reader {
    rights = List.copyOf(rights);
  }

  /** Whether it has the privileges of a predefined role. */
  boolean holds(String predefined) {
    return isSuperuser || rights.contains(predefined);
  }
}
