-- One row per line of pg_hba_file_rules, from 16 with included files. Right: superuser or the grants of reader-role.
-- Options by allow-list; what an error quotes is cut out, because it can be any token of the file.
-- right: EXECUTE on pg_hba_file_rules() and SELECT on pg_hba_file_rules
-- remedy: grant execute on function pg_catalog.pg_hba_file_rules() to {role}; grant select on pg_catalog.pg_hba_file_rules to {role};
-- count: select count(*) from pg_catalog.pg_hba_file_rules
with rule as (
  select h.*, pg_catalog.row_number() over () as number,
         case when netmask is not null and address !~ '%' then address::inet end as ip,
         case when netmask is not null and address !~ '%' then netmask::inet end as mask
  from pg_catalog.pg_hba_file_rules h
)
select number,
       coalesce((select case when pg_catalog.starts_with(file_name, f.folder) then pg_catalog.substr(file_name, pg_catalog.length(f.folder) + 1) else file_name end
                 from (select pg_catalog.substring(setting, '^.*/') as folder from pg_catalog.pg_settings where name = 'hba_file') f),
                pg_catalog.regexp_replace(file_name, '^.*/', '')),
       line_number, type,
       coalesce(pg_catalog.to_json(database), '[]'::json)::text,
       coalesce(pg_catalog.to_json(user_name), '[]'::json)::text,
       address, netmask,
       pg_catalog.family(ip)::text || ':' || pg_catalog.substr(pg_catalog.encode(pg_catalog.inet_send(ip & mask), 'hex'), 9),
       pg_catalog.family(ip)::text || ':' || pg_catalog.substr(pg_catalog.encode(pg_catalog.inet_send(ip | ~ mask), 'hex'), 9),
       auth_method,
       coalesce((select pg_catalog.json_object_agg(pg_catalog.split_part(o.item, '=', 1),
                          case when pg_catalog.split_part(o.item, '=', 1) = any (:open_hba_options::text[])
                                and o.item !~* :secret_pattern
                               then pg_catalog.substr(o.item, pg_catalog.strpos(o.item, '=') + 1) end
                          order by pg_catalog.split_part(o.item, '=', 1))
                 from pg_catalog.unnest(options) as o(item)), '{}'::json)::text,
       pg_catalog.regexp_replace(pg_catalog.regexp_replace(error, '"[^"]*("|$)', '"…"', 'g'), '(format|value): .*', '\1: …')
from rule
order by number
