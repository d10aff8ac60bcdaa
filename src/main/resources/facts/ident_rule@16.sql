-- One row per line of pg_ident_file_mappings, from 16 with included files. Right: superuser or the grants of reader-role.
-- right: EXECUTE on pg_ident_file_mappings() and SELECT on pg_ident_file_mappings
-- remedy: grant execute on function pg_catalog.pg_ident_file_mappings() to {role}; grant select on pg_catalog.pg_ident_file_mappings to {role};
-- count: select count(*) from pg_catalog.pg_ident_file_mappings
select pg_catalog.row_number() over () as number,
       coalesce((select case when pg_catalog.starts_with(file_name, f.folder) then pg_catalog.substr(file_name, pg_catalog.length(f.folder) + 1) else file_name end
                 from (select pg_catalog.substring(setting, '^.*/') as folder from pg_catalog.pg_settings where name = 'hba_file') f),
                pg_catalog.regexp_replace(file_name, '^.*/', '')),
       line_number, map_name, sys_name, pg_username,
       pg_catalog.regexp_replace(error, '"[^"]*("|$)', '"…"', 'g')
from pg_catalog.pg_ident_file_mappings
order by number
