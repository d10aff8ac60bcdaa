-- One row per replication slot. Right: any login.
-- count: select count(*) from pg_catalog.pg_replication_slots
select slot_name, slot_type, plugin, database, temporary::int, active::int, wal_status, safe_wal_size,
       pg_catalog.pg_wal_lsn_diff(
         case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn() else pg_catalog.pg_current_wal_lsn() end,
         restart_lsn)::bigint,
       pg_catalog.to_char(inactive_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
from pg_catalog.pg_replication_slots
order by slot_name
