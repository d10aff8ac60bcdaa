-- One row per session of this moment. Right: pg_read_all_stats; others see rows without details.
-- requires: pg_read_all_stats
-- right: pg_read_all_stats (part of pg_monitor)
-- remedy: grant pg_monitor to {role};
select pid, backend_type, usename, datname, application_name, pg_catalog.host(client_addr),
       coalesce(client_addr is null or client_addr <<= '127.0.0.0/8'::inet or client_addr = '::1'::inet, true)::int,
       pg_catalog.to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
from pg_catalog.pg_stat_activity
where backend_type in ('client backend', 'walsender')
order by pid
