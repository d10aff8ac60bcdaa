-- What pg_settings hides without an error: rows for superusers only, and the file and line, unless the role has pg_read_all_settings.
select 'rows', '[]', h.name,
       'setting ' || h.name || ' is hidden from this role by pg_settings', 'pg_read_all_settings', 'grant pg_read_all_settings to {role};'
from (select pg_catalog.split_part(u.item, '|', 1) as name, pg_catalog.split_part(u.item, '|', 2)::int as since,
             pg_catalog.split_part(u.item, '|', 3)::int as until
      from pg_catalog.unnest(:hidden_settings::text[]) as u(item)) h
where current_setting('server_version_num')::int / 10000 between h.since and h.until
  and not pg_catalog.pg_has_role('pg_read_all_settings', 'usage')
  and not exists (select from pg_catalog.pg_settings s where s.name = h.name)
union all
select 'columns', '["source_file","source_line"]', '',
       'pg_settings shows no file and line to this role', 'pg_read_all_settings', 'grant pg_read_all_settings to {role};'
where not pg_catalog.pg_has_role('pg_read_all_settings', 'usage')
order by 1, 3
