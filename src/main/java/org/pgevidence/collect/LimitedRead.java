package org.pgevidence.collect;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a query with fewer rights may stand for a refused one.
 * pgevidence.password_types() is called only when it and its schema belong to a superuser and its
 * text is the shipped one, because a database owner could have planted it beforehand.
 */
final class LimitedRead {
  private static final String QUERY = "password_type.limited";
  private static final String FOUND =
      """
      select case when not s.rolsuper then 'schema pgevidence does not belong to a superuser'
                  when not o.rolsuper then 'pgevidence.password_types() does not belong to a superuser'
                  when l.lanname <> 'sql' or not p.prosecdef or p.proconfig is distinct from array['search_path=pg_catalog, pg_temp']
                       or pg_catalog.btrim(p.prosrc, E' \\n\\t') <> pg_catalog.btrim(?, E' \\n\\t')
                    then 'the text of pgevidence.password_types() is not the one that this version ships'
                  when not pg_catalog.has_schema_privilege(n.oid, 'usage') or not pg_catalog.has_function_privilege(p.oid, 'execute')
                    then 'permission denied for pgevidence.password_types()'
                  else '' end
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      join pg_catalog.pg_language l on l.oid = p.prolang
      join pg_catalog.pg_roles s on s.oid = n.nspowner
      join pg_catalog.pg_roles o on o.oid = p.proowner
      where n.nspname = 'pgevidence' and p.proname = 'password_types' and p.pronargs = 0""";

  private LimitedRead() {}

  /**
   * Why a limited query must not be run; empty when it may. Queries that call no function of ours
   * always may.
   */
  static Optional<String> objection(Session session, FactQuery limited) throws SQLException {
    if (!limited.name().equals(QUERY)) {
      Optional<String> condition = limited.declared("only_if");
      return condition.isPresent() && !"true".equals(session.text(condition.get()))
          ? Optional.of("permission denied")
          : Optional.empty();
    }
    @Nullable String found = session.text(FOUND, ReaderRole.functionBody());
    if (found == null) {
      return Optional.of(
          "permission denied, and pgevidence.password_types() is not installed in database "
              + session.database());
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }
}
