-- At most one row, on a standby. Right: pg_read_all_stats; others see the row without details. Of conninfo, only sslmode leaves the server.
-- requires: pg_read_all_stats
-- right: pg_read_all_stats (part of pg_monitor)
-- remedy: grant pg_monitor to {role};
select pid, status, sender_host, sender_port, slot_name,
       pg_catalog.substring(conninfo, '(?:^|\s)sslmode=([a-z-]+)'),
       coalesce(conninfo ~ 'password=', false)::int,
       pg_catalog.to_char(last_msg_receipt_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
from pg_catalog.pg_stat_wal_receiver
where pid is not null
order by pid
