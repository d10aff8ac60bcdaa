-- One row: the server. Right: any login, which includes EXECUTE on pg_control_*().
-- remedy: grant execute on function pg_catalog.pg_control_system(), pg_catalog.pg_control_checkpoint(), pg_catalog.pg_control_init() to {role};
select 1,
       current_setting('server_version_num')::int,
       current_setting('server_version_num')::int / 10000,
       current_setting('server_version'),
       pg_catalog.version(),
       s.system_identifier::text,
       pg_catalog.pg_is_in_recovery()::int,
       pg_catalog.to_char(pg_catalog.pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       pg_catalog.to_char(pg_catalog.pg_conf_load_time() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       c.timeline_id,
       pg_catalog.to_char(c.checkpoint_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       i.data_page_checksum_version,
       pg_catalog.host(pg_catalog.inet_server_addr()),
       pg_catalog.inet_server_port(),
       (exists (select from pg_catalog.pg_stat_ssl where pid = pg_catalog.pg_backend_pid() and ssl)
        or exists (select from pg_catalog.pg_stat_gssapi where pid = pg_catalog.pg_backend_pid() and encrypted))::int,
       (select case when pg_catalog.bool_or(rolname = 'rdsadmin')
                      then case when exists (select from pg_catalog.pg_proc where proname = 'aurora_version') then 'aurora' else 'rds' end
                    when pg_catalog.bool_or(rolname = 'cloudsqladmin') then 'cloudsql'
                    when pg_catalog.bool_or(rolname = 'azure_pg_admin') then 'azure' end
        from pg_catalog.pg_roles)
from pg_catalog.pg_control_system() s,
     pg_catalog.pg_control_checkpoint() c,
     pg_catalog.pg_control_init() i
