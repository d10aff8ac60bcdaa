-- One row per replication slot, before 17. Right: any login.
-- count: select count(*) from pg_catalog.pg_replication_slots
select slot_name, slot_type, plugin, database, temporary::int, active::int, wal_status, safe_wal_size,
       pg_catalog.pg_wal_lsn_diff(
         case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn() else pg_catalog.pg_current_wal_lsn() end,
         restart_lsn)::bigint,
       null::text
from pg_catalog.pg_replication_slots
order by slot_name
