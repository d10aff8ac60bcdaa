-- Databases whose size this role may not ask for.
select 'columns', '["size_bytes"]', datname,
       'the size of database ' || datname || ' is not shown to this role', 'pg_read_all_stats (part of pg_monitor)', 'grant pg_monitor to {role};'
from pg_catalog.pg_database
where not pg_catalog.has_database_privilege(oid, 'connect') and not pg_catalog.pg_has_role('pg_read_all_stats', 'usage')
order by datname
