-- One row per setting that this role may see. Right: any login. Where the client, its role or its database overrides a setting, the
-- server's own value cannot be told without pg_file_settings: value is null, and a gap names the row.
with overridden as (
  select pg_catalog.lower(pg_catalog.split_part(c.item, '=', 1)) as name
  from pg_catalog.pg_db_role_setting d, pg_catalog.unnest(d.setconfig) as c(item)
  where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
    and d.setrole in (0, (select oid from pg_catalog.pg_roles where rolname = session_user))
)
select s.name,
       case when j.is_open and not j.looks_secret and not o.is_overridden then s.reset_val end,
       (not j.is_open or j.looks_secret)::int,
       case when not o.is_overridden then pg_catalog.length(s.reset_val) end,
       j.looks_secret::int, s.unit, s.vartype, s.context,
       case when s.source = 'session' and s.reset_val is not distinct from s.boot_val then 'default' else s.source end,
       s.sourcefile, s.sourceline,
       case when j.is_open and not j.looks_secret then s.boot_val end,
       s.pending_restart::int
from pg_catalog.pg_settings s
cross join lateral (select s.source in ('client', 'database', 'user', 'database user')
                           or pg_catalog.lower(s.name) in (select name from overridden) as is_overridden) o
cross join lateral (select coalesce(s.reset_val ~* :secret_pattern or s.boot_val ~* :secret_pattern
                           or (s.name ~* '[.][^.]*(passw|passphrase|secret|token|api_?key|private_?key)' and s.name !~* '^(credcheck|password)' and s.reset_val !~* '^(|on|off|true|false|yes|no|[0-9.]+ *[a-z]*)$'), false) as looks_secret,
                           pg_catalog.lower(s.name) = any (:open_settings::text[])
                           or (s.vartype <> 'string' and pg_catalog.strpos(s.name, '.') = 0) as is_open) j
order by s.name
