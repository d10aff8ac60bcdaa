package org.pgevidence.collect.drill;

import java.util.Optional;

/**
 * Rows and an order-free hash per ordinary table: the sum of the first 64 bits of MD5 over each
 * row's text. Unlogged and temporary tables are left out, since no backup holds their rows.
 */
final class TableHashes {
  /** Makes a row's text the same in every session. */
  static final String SETTINGS =
      """
      set search_path = pg_catalog; set row_security = off; set statement_timeout = 0; set lock_timeout = '30s';
      set idle_in_transaction_session_timeout = 0; set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres';
      set extra_float_digits = 3; set standard_conforming_strings = on; set bytea_output = 'hex'; set xmloption = 'content'; set quote_all_identifiers = off;
      """;

  /**
   * One query per table, each with one row of one column: {@code schema.table|rows|hash}, with line
   * ends and backslashes of names escaped.
   */
  static final String QUERIES =
      """
      select pg_catalog.format('select %L || ''|'' || count(*) || ''|'' || coalesce(sum((''x'' || substr(md5((pgevidence_row.*)::text), 1, 16))::bit(64)::bigint::numeric), 0) from only %I.%I as pgevidence_row',
               replace(replace(replace(quote_ident(n.nspname) || '.' || quote_ident(c.relname), '\\', '\\\\'), chr(10), '\\n'), chr(13), '\\r'),
               n.nspname, c.relname)
      from pg_catalog.pg_class as c
      join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
      order by n.nspname collate "C", c.relname collate "C"
      """;

  /** Databases that a manifest covers. */
  static final String DATABASES =
      "select datname from pg_catalog.pg_database where datallowconn and not datistemplate order by datname collate \"C\"";

  /** Rows and hash of one table, as text of digits. */
  record Content(String rows, String hash) {}

  /** A line {@code name|rows|hash}; the name may hold bars. */
  record Entry(String name, Content content) {
    static Optional<Entry> of(String line) {
      int hash = line.lastIndexOf('|');
      int rows = hash < 0 ? -1 : line.lastIndexOf('|', hash - 1);
      if (rows < 1
          || !line.substring(rows + 1, hash).matches("\\d{1,18}")
          || !line.substring(hash + 1).matches("-?\\d{1,40}")) {
        return Optional.empty();
      }
      return Optional.of(
          new Entry(
              line.substring(0, rows),
              new Content(line.substring(rows + 1, hash), line.substring(hash + 1))));
    }
  }

  private TableHashes() {}

  /** A name on one line. */
  static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
