-- One row per setting with the value of the whole server, not of this session. Right: superuser or the grants of reader-role on pg_file_settings.
-- Where the client, its role or its database overrides a setting, the configuration file's value in base units is taken, else the built-in default.
-- right: SELECT on pg_file_settings, to tell the server's value from the session's
-- remedy: grant execute on function pg_catalog.pg_show_all_file_settings() to {role}; grant select on pg_catalog.pg_file_settings to {role}; grant pg_read_all_settings to {role};
with overridden as (
  select pg_catalog.lower(pg_catalog.split_part(c.item, '=', 1)) as name
  from pg_catalog.pg_db_role_setting d, pg_catalog.unnest(d.setconfig) as c(item)
  where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
    and d.setrole in (0, (select oid from pg_catalog.pg_roles where rolname = session_user))
), in_file as (
  select distinct on (pg_catalog.lower(f.name)) pg_catalog.lower(f.name) as name, f.setting, f.sourcefile, f.sourceline,
         pg_catalog.regexp_match(f.setting, '^\s*([0-9.]+)\s*(us|ms|s|min|h|d|B|kB|MB|GB|TB)\s*$') as measure
  from pg_catalog.pg_file_settings f where f.applied order by pg_catalog.lower(f.name), f.seqno desc
), factor (unit, amount) as (
  values ('us', 0.001), ('ms', 1), ('s', 1000), ('min', 60000), ('h', 3600000), ('d', 86400000),
         ('B', 1), ('kB', 1024), ('8kB', 8192), ('MB', 1048576), ('16MB', 16777216), ('GB', 1073741824), ('TB', 1099511627776)
), effective as materialized (
  select s.name, s.unit, s.vartype, s.context, s.boot_val, s.pending_restart,
         case when not o.is_overridden then s.reset_val
              when f.name is null then s.boot_val
              when s.vartype = 'bool' then case when pg_catalog.lower(f.setting) in ('on', 'true', 'yes', '1', 't', 'y', 'tr', 'tru', 'ye') then 'on' else 'off' end
              when f.measure is not null and own.unit is not null
                then pg_catalog.round(f.measure[1]::numeric * given.amount / own.amount)::text
              else f.setting end as value,
         case when s.source <> 'session' and not o.is_overridden then s.source
              when f.name is not null then 'configuration file'
              when o.is_overridden or s.reset_val is not distinct from s.boot_val then 'default' else 'command line' end as source,
         case when s.source <> 'session' and not o.is_overridden then s.sourcefile else f.sourcefile end as sourcefile,
         case when s.source <> 'session' and not o.is_overridden then s.sourceline else f.sourceline end as sourceline
  from pg_catalog.pg_settings s
  cross join lateral (select s.source in ('client', 'database', 'user', 'database user')
                             or pg_catalog.lower(s.name) in (select name from overridden) as is_overridden) o
  left join in_file f on f.name = pg_catalog.lower(s.name)
  left join factor own on own.unit = s.unit
  left join factor given on given.unit = f.measure[2]
), judged as materialized (
  select e.*, coalesce(e.value ~* :secret_pattern or e.boot_val ~* :secret_pattern
                            or (e.name ~* '[.][^.]*(passw|passphrase|secret|token|api_?key|private_?key)' and e.name !~* '^(credcheck|password)' and e.value !~* '^(|on|off|true|false|yes|no|[0-9.]+ *[a-z]*)$'), false) as looks_secret,
         pg_catalog.lower(e.name) = any (:open_settings::text[]) or (e.vartype <> 'string' and pg_catalog.strpos(e.name, '.') = 0) as is_open
  from effective e
)
select name,
       case when (is_open and not looks_secret)
              or (name = 'archive_command' and pg_catalog.btrim(value) in ('', '(disabled)', 'true', '/bin/true', '/usr/bin/true', ':', 'cd .', 'exit 0')) then value end,
       (not (is_open and not looks_secret)
        and not (name = 'archive_command' and pg_catalog.btrim(value) in ('', '(disabled)', 'true', '/bin/true', '/usr/bin/true', ':', 'cd .', 'exit 0')))::int,
       pg_catalog.length(value), looks_secret::int, unit, vartype, context, source, sourcefile, sourceline,
       case when is_open and not looks_secret then boot_val end,
       pending_restart::int
from judged
order by name
