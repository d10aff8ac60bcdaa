-- Settings whose value on the server is covered by one of the client, its role or its database, while pg_file_settings is out of reach.
select 'rows', '[]', s.name,
       'setting ' || s.name || ' has a value of this client, role or database, and the server''s own value needs pg_file_settings',
       'SELECT on pg_file_settings',
       'grant execute on function pg_catalog.pg_show_all_file_settings() to {role}; grant select on pg_catalog.pg_file_settings to {role};'
from pg_catalog.pg_settings s
where s.source in ('client', 'database', 'user', 'database user')
   or pg_catalog.lower(s.name) in (
        select pg_catalog.lower(pg_catalog.split_part(c.item, '=', 1))
        from pg_catalog.pg_db_role_setting d, pg_catalog.unnest(d.setconfig) as c(item)
        where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
          and d.setrole in (0, (select oid from pg_catalog.pg_roles where rolname = session_user)))
order by s.name
