-- One row per setting that this role may see. Right: any login. Where the client, its role or its database overrides a setting, the
-- server's own value cannot be told without pg_file_settings: value is null, and a gap names the row.
with overridden as (
  select pg_catalog.lower(pg_catalog.split_part(c.item, '=', 1)) as name
  from pg_catalog.pg_db_role_setting d, pg_catalog.unnest(d.setconfig) as c(item)
  where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
    and d.setrole in (0, (select oid from pg_catalog.pg_roles where rolname = session_user))
), judged as materialized (
  select s.*, s.source in ('client', 'database', 'user', 'database user')
              or pg_catalog.lower(s.name) in (select name from overridden) as is_overridden,
         coalesce(s.reset_val ~* :secret_pattern or s.boot_val ~* :secret_pattern
                  or (s.name ~* '[.][^.]*(passw|passphrase|secret|token|api_?key|private_?key)' and s.name !~* '^(credcheck|password)' and s.reset_val !~* '^(|on|off|true|false|yes|no|[0-9.]+ *[a-z]*)$'), false) as looks_secret,
         pg_catalog.lower(s.name) = any (:open_settings::text[]) or (s.vartype <> 'string' and pg_catalog.strpos(s.name, '.') = 0) as is_open
  from pg_catalog.pg_settings s
)
select name,
       case when is_open and not looks_secret and not is_overridden then reset_val end,
       (not is_open or looks_secret)::int,
       case when not is_overridden then pg_catalog.length(reset_val) end,
       looks_secret::int, unit, vartype, context,
       case when source = 'session' and reset_val is not distinct from boot_val then 'default' else source end,
       sourcefile, sourceline,
       case when is_open and not looks_secret then boot_val end,
       pending_restart::int
from judged
order by name
