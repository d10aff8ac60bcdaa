-- One row per setting stored for a role, a database or both. Right: any login. Values by allow-list, patterns evaluated here.
-- count: select coalesce(sum(pg_catalog.cardinality(setconfig)), 0) from pg_catalog.pg_db_role_setting
with stored as (
  select d.setdatabase, d.setrole,
         pg_catalog.split_part(c.item, '=', 1) as name,
         pg_catalog.substr(c.item, pg_catalog.strpos(c.item, '=') + 1) as value
  from pg_catalog.pg_db_role_setting d, pg_catalog.unnest(d.setconfig) as c(item)
), judged as (
  select s.*, s.value ~* :secret_pattern
         or (s.name ~* '[.][^.]*(passw|passphrase|secret|token|api_?key|private_?key)' and s.name !~* '^(credcheck|password)' and s.value !~* '^(|on|off|true|false|yes|no|[0-9.]+ *[a-z]*)$') as looks_secret,
         pg_catalog.lower(s.name) = any (:open_settings::text[]) or (k.vartype <> 'string' and pg_catalog.strpos(s.name, '.') = 0) as is_open
  from stored s left join pg_catalog.pg_settings k on pg_catalog.lower(k.name) = pg_catalog.lower(s.name)
)
select setdatabase, setrole, name,
       case when is_open and not looks_secret then value end,
       pg_catalog.length(value), looks_secret::int
from judged
order by setdatabase, setrole, name
