-- Cluster-wide facts: the server, its roles, databases, settings and replication.

-- One row: the server. Right: any login; data_checksums and system_identifier from pg_control_*() (any login).
create table server (
  id integer primary key check (id = 1),       -- always 1
  version_num integer not null,                -- server_version_num, e.g. 150018
  major integer not null,                      -- version_num / 10000
  version text not null,                       -- server_version, e.g. 15.18 (Debian 15.18-0+deb12u1)
  build text not null,                         -- version(): compiler and platform
  system_identifier text not null,             -- pg_control_system().system_identifier, as text (beyond 2^53)
  in_recovery integer not null,                -- 1: pg_is_in_recovery()
  started_at text not null,                    -- pg_postmaster_start_time(), ISO 8601 UTC
  conf_loaded_at text,                         -- pg_conf_load_time(), ISO 8601 UTC
  timeline integer,                            -- pg_control_checkpoint().timeline_id
  checkpoint_at text,                          -- pg_control_checkpoint().checkpoint_time, ISO 8601 UTC
  data_checksum_version integer,               -- pg_control_init().data_page_checksum_version; 0 = off
  address text,                                -- inet_server_addr(); null over a Unix socket
  port integer,                                -- inet_server_port(); null over a Unix socket
  connection_encrypted integer not null,       -- 1: the collector's own connection used TLS or GSS encryption
  provider text                                -- 'rds', 'aurora', 'cloudsql', 'azure' when recognised by its roles or settings; null otherwise
) strict;

-- One row per role. Source pg_roles; right: any login.
create table role (
  oid integer primary key,                     -- pg_roles.oid
  name text not null unique,                   -- pg_roles.rolname, raw
  name_quoted text not null,                   -- quote_ident(rolname)
  is_superuser integer not null,               -- rolsuper
  can_login integer not null,                  -- rolcanlogin
  inherits integer not null,                   -- rolinherit
  can_create_role integer not null,            -- rolcreaterole
  can_create_database integer not null,        -- rolcreatedb
  can_replicate integer not null,              -- rolreplication
  bypasses_rls integer not null,               -- rolbypassrls
  connection_limit integer not null,           -- rolconnlimit; -1 = no limit
  valid_until_at text,                         -- rolvaliduntil, ISO 8601 UTC or 'infinity'; null = none. A limit of passwords only
  is_predefined integer not null,              -- 1: oid below 16384 and name starts with pg_
  has_comment integer not null                 -- 1: shobj_description() is not null; its text is not kept
) strict;

-- One row per role: class of its password verifier, decided on the server. Right: superuser, or pgevidence.password_types().
create table password_type (
  role_oid integer primary key,                -- role.oid
  password_type text not null,                 -- 'none', 'scram-sha-256', 'md5' or 'unrecognized'
  scram_iterations integer                     -- iteration count of a SCRAM verifier; null for the others
) strict;

-- One row per grant of membership. Source pg_auth_members; right: any login. The implicit membership of a database's owner in pg_database_owner is not here.
create table membership (
  role_oid integer not null,                   -- roleid: the role that is granted
  member_oid integer not null,                 -- member: the role that receives it
  grantor_oid integer not null,                -- grantor
  has_admin integer not null,                  -- admin_option
  inherits integer not null,                   -- inherit_option from 16; before, the member's rolinherit at collection
  can_set integer not null,                    -- set_option from 16; before, always 1
  primary key (role_oid, member_oid, grantor_oid)
) strict;

-- One row per setting stored for a role, a database or both. Source pg_db_role_setting; right: any login.
create table role_setting (
  database_oid integer not null,               -- setdatabase; 0 = all databases
  role_oid integer not null,                   -- setrole; 0 = all roles
  name text not null,                          -- setting name
  value text,                                  -- value when its name is on the allow-list; null = redacted
  value_length integer not null,               -- characters of the value
  looks_secret integer not null,               -- 1: the server-side pattern for passwords and keys matched the value, or the last part of its name says password, secret, token or key
  primary key (database_oid, role_oid, name)
) strict;

-- One row per database, read or not. Source pg_database; right: any login.
create table database (
  oid integer primary key,                     -- pg_database.oid
  name text not null unique,                   -- datname
  name_quoted text not null,                   -- quote_ident(datname)
  owner_oid integer not null,                  -- datdba
  allows_connections integer not null,         -- datallowconn
  is_template integer not null,                -- datistemplate
  connection_limit integer not null,           -- datconnlimit; -1 = no limit
  encoding text not null,                      -- pg_encoding_to_char(encoding)
  tablespace_oid integer not null,             -- dattablespace
  was_read integer not null,                   -- 1: the collector read this database
  skipped_reason text                          -- why it was not read; null when it was
) strict;

-- One row per tablespace. Source pg_tablespace; right: any login.
create table tablespace (
  oid integer primary key,                     -- pg_tablespace.oid
  name text not null,                          -- spcname
  name_quoted text not null,                   -- quote_ident(spcname)
  owner_oid integer not null,                  -- spcowner
  location text not null                       -- pg_tablespace_location(); '' = inside the data directory
) strict;

-- One row per setting. Source pg_settings; right: any login, but superuser-only rows need pg_read_all_settings (else a gap names rows).
create table setting (
  name text primary key,                       -- pg_settings.name
  value text,                                  -- setting in its base unit; null = redacted (not on the allow-list, or holds a secret)
  is_redacted integer not null,                -- 1: value was withheld on purpose
  value_length integer,                        -- characters of the value; null when the server gave none
  looks_secret integer not null,               -- 1: the server-side pattern for passwords and keys matched the value, or the last part of its name says password, secret, token or key
  unit text,                                   -- pg_settings.unit; null = none
  type text not null,                          -- vartype: bool, enum, integer, real, string
  context text not null,                       -- context: internal, postmaster, sighup, superuser-backend, backend, superuser, user
  source text not null,                        -- source: default, configuration file, command line, ...
  source_file text,                            -- sourcefile; null = none, or hidden without pg_read_all_settings
  source_line integer,                         -- sourceline; null as source_file
  boot_value text,                             -- boot_val; null = none or redacted
  is_pending_restart integer not null          -- pending_restart
) strict;

-- One row per line of the configuration files. Source pg_file_settings; right: superuser or the grants of reader-role.
create table file_setting (
  sequence integer primary key,                -- seqno
  file text not null,                          -- sourcefile; '' = none
  line integer,                                -- sourceline
  name text,                                   -- name; null = a line that did not parse
  value text,                                  -- setting; null = redacted or none
  is_applied integer not null,                 -- applied
  error text                                   -- error; null = none
) strict;

-- One row per parameter with an entry in pg_parameter_acl. Since 15; right: any login.
create table parameter (
  oid integer primary key,                     -- pg_parameter_acl.oid
  name text not null                           -- parname
) strict;

-- One row per subscription of any database. Source pg_subscription without subconninfo; right: any login.
create table subscription (
  oid integer primary key,                     -- oid
  database text not null,                      -- name of subdbid's database
  name text not null,                          -- subname
  name_quoted text not null,                   -- quote_ident(subname)
  owner_oid integer not null,                  -- subowner
  is_enabled integer not null,                 -- subenabled
  slot_name text,                              -- subslotname; null = none
  publications text not null,                  -- JSON array of subpublications
  requires_password integer,                   -- subpasswordrequired; null before 16
  runs_as_owner integer                        -- subrunasowner; null before 16
) strict;

-- One row per subscription: what its conninfo holds, decided on the server. Right: superuser.
create table subscription_conninfo (
  subscription_oid integer primary key,        -- subscription.oid
  host text,                                   -- host= of the conninfo; null = none
  port text,                                   -- port=; null = none
  sslmode text,                                -- sslmode=; null = none
  has_password integer not null                -- 1: holds password=; the value is never read
) strict;

-- One row per replication slot. Source pg_replication_slots; right: any login.
create table replication_slot (
  name text primary key,                       -- slot_name
  kind text not null,                          -- slot_type: physical or logical
  plugin text,                                 -- plugin; null for physical
  database text,                               -- database; null for physical
  is_temporary integer not null,               -- temporary
  is_active integer not null,                  -- active
  wal_status text,                             -- wal_status: reserved, extended, unreserved, lost; null = never reserved
  safe_wal_bytes integer,                      -- safe_wal_size; null = no limit or lost
  retained_bytes integer,                      -- WAL between restart_lsn and the current position; null when unknown
  inactive_since_at text                       -- inactive_since, ISO 8601 UTC; null before 17 or when active
) strict;

-- One row per connected standby or receiver. Source pg_stat_replication; details need pg_monitor.
create table replication_standby (
  pid integer primary key,                     -- pid of the WAL sender
  role_name text,                              -- usename
  application_name text,                       -- application_name
  client_address text,                         -- client_addr; null = Unix socket
  state text,                                  -- state
  sync_state text,                             -- sync_state
  replay_lag_s real,                           -- replay_lag in seconds; null = none measured
  lag_bytes integer                            -- bytes between the current position and replay_lsn; null when unknown
) strict;

-- At most one row, on a standby. Source pg_stat_wal_receiver; right: pg_monitor.
create table wal_receiver (
  pid integer primary key,                     -- pid
  status text,                                 -- status
  sender_host text,                            -- sender_host
  sender_port integer,                         -- sender_port
  slot_name text,                              -- slot_name
  sslmode text,                                -- sslmode= of conninfo; null = none
  has_password integer not null,               -- 1: conninfo names a password; the server masks its value
  last_message_at text                         -- last_msg_receipt_time, ISO 8601 UTC
) strict;

-- One row: the archiver. Source pg_stat_archiver; right: any login.
create table archiver (
  id integer primary key check (id = 1),       -- always 1
  archived_count integer not null,             -- archived_count since stats_reset_at
  last_archived_wal text,                      -- last_archived_wal
  last_archived_at text,                       -- last_archived_time, ISO 8601 UTC
  failed_count integer not null,               -- failed_count since stats_reset_at (cumulative)
  last_failed_wal text,                        -- last_failed_wal
  last_failed_at text,                         -- last_failed_time, ISO 8601 UTC
  stats_reset_at text,                         -- stats_reset, ISO 8601 UTC
  current_wal text                             -- pg_walfile_name(pg_current_wal_lsn()); null on a standby
) strict;

-- One row per database. Source pg_stat_database; right: any login.
create table database_statistic (
  database_oid integer primary key,            -- datid; 0 = shared objects
  checksum_failures integer,                   -- checksum_failures; null when checksums are off
  checksum_last_failure_at text,               -- checksum_last_failure, ISO 8601 UTC
  connections integer not null,                -- numbackends
  size_bytes integer                           -- pg_database_size(); null without CONNECT or pg_read_all_stats
) strict;

-- One row per extension that the server offers. Source pg_available_extensions; right: any login.
create table available_extension (
  name text primary key,                       -- name
  default_version text                         -- default_version
) strict;

-- One row per key word of the server's grammar that quote_ident() quotes. Source pg_get_keywords(); right: any login.
create table keyword (
  word text primary key,                       -- word
  category text not null                       -- catcode: U unreserved, C column name, T type or function name, R reserved
) strict;

-- One row per security label. Source pg_seclabels (per database) and pg_shseclabel; right: any login.
create table security_label (
  database text not null,                      -- '' for shared objects
  object_type text not null,                   -- objtype
  object_name text not null,                   -- objname, as the server prints it
  provider text not null,                      -- provider
  label text not null,                         -- label
  primary key (database, object_type, object_name, provider)
) strict;
