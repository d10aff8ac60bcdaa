-- One row per database and one for shared objects. Right: any login; the size needs CONNECT on the database or pg_read_all_stats.
select s.datid, s.checksum_failures,
       pg_catalog.to_char(s.checksum_last_failure at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       coalesce(s.numbackends, 0),
       case when d.oid is not null and (pg_catalog.has_database_privilege(d.oid, 'connect') or pg_catalog.pg_has_role('pg_read_all_stats', 'usage'))
              then pg_catalog.pg_database_size(d.oid) end
from pg_catalog.pg_stat_database s
left join pg_catalog.pg_database d on d.oid = s.datid
order by s.datid
