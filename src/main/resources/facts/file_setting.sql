-- One row per line of the configuration files. Right: superuser or the grants of reader-role. Values by allow-list.
-- right: EXECUTE on pg_show_all_file_settings() and SELECT on pg_file_settings
-- remedy: grant execute on function pg_catalog.pg_show_all_file_settings() to {role}; grant select on pg_catalog.pg_file_settings to {role};
select f.seqno, coalesce(f.sourcefile, ''), f.sourceline, f.name,
       case when f.setting !~* :secret_pattern
             and (pg_catalog.lower(f.name) = any (:open_settings::text[])
                  or (s.vartype <> 'string' and pg_catalog.strpos(f.name, '.') = 0)) then f.setting end,
       f.applied::int, f.error
from pg_catalog.pg_file_settings f
left join pg_catalog.pg_settings s on pg_catalog.lower(s.name) = pg_catalog.lower(f.name)
order by f.seqno
