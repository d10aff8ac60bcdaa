-- One row per connected standby or receiver. Right: pg_read_all_stats; others see rows without details.
-- requires: pg_read_all_stats
-- right: pg_read_all_stats (part of pg_monitor)
-- remedy: grant pg_monitor to {role};
select pid, usename, application_name, pg_catalog.host(client_addr), state, sync_state,
       extract(epoch from replay_lag)::float8,
       pg_catalog.pg_wal_lsn_diff(
         case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn() else pg_catalog.pg_current_wal_lsn() end,
         replay_lsn)::bigint
from pg_catalog.pg_stat_replication
order by pid
