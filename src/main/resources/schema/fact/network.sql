-- Who may connect and how the line is protected: HBA rules as the server sees them and as the files say, TLS, sessions.

-- One row per line of pg_hba_file_rules. Right: superuser or the grants of reader-role. The view drops quotes and shows the file as it is now.
create table hba_rule (
  number integer primary key,                  -- 1.. in order of evaluation (rule_number from 16; row order before), rows with an error too
  file text not null,                          -- path from the folder of pg_hba.conf (file_name from 16; hba_file before), else whole; base name where setting hba_file is hidden
  line integer not null,                       -- line_number: first physical line
  type text,                                   -- local, host, hostssl, hostnossl, hostgssenc, hostnogssenc; null with error
  databases text not null,                     -- JSON array
  users text not null,                         -- JSON array (user_name)
  address text,                                -- address as printed by the server: host name, IP, all, samehost, samenet; null for local
  netmask text,                                -- netmask; null where none
  first_address text,                          -- first address of the range as hex: 4:0a000000 or 6:..32 digits; null for names and keywords
  last_address text,                           -- last address of the range, likewise
  method text,                                 -- auth_method
  options text not null,                       -- JSON object name → value; secrets and unknown options have null
  error text                                   -- error; null = none
) strict;

-- One row per rule of the raw pg_hba files, with quoting kept. Right: superuser or pg_read_server_files to read the file. Comments are never stored.
create table hba_line (
  number integer primary key,                  -- 1.. in order of evaluation, includes resolved, faulty lines too
  file text not null,                          -- path from the folder of pg_hba.conf, else whole
  line integer not null,                       -- first physical line of the rule
  type text,                                   -- as hba_rule.type; null with error
  databases text not null,                     -- JSON array of {"text":…, "quoted":0|1}
  users text not null,                         -- JSON array of {"text":…, "quoted":0|1}
  address text,                                -- address token; null for local
  is_address_quoted integer not null,          -- 1: quoting took the key word's meaning
  netmask text,                                -- separate mask token; null where none
  first_address text,                          -- as hba_rule.first_address
  last_address text,                           -- as hba_rule.last_address
  method text,                                 -- method
  options text not null,                       -- JSON object name → value; secrets and unknown options have null
  error text                                   -- our reader's fault, in the server's terms; null = none
) strict;

-- One row per file that was read for hba_line or ident_line.
create table hba_file (
  path text primary key,                       -- path as the server knows it
  purpose text not null,                       -- hba, ident, include or list (@file)
  included_from text,                          -- path of the including file; null for the main file
  sha256 text,                                 -- digest of its bytes; null when unreadable
  modified_at text,                            -- modification time, ISO 8601 UTC (pg_stat_file); null when unreadable
  size_bytes integer,                          -- null when unreadable
  owner text,                                  -- operating-system owner; null unless the collector runs on the server's host and may look
  mode text,                                   -- permissions, e.g. rw-r-----; null as owner
  error text                                   -- why it could not be read; null = none
) strict;

-- One row per line of pg_ident_file_mappings. Since 15; right: superuser or the grants of reader-role.
create table ident_rule (
  number integer primary key,                  -- 1.. in order
  file text not null,                          -- as hba_rule.file
  line integer not null,                       -- line_number
  map text,                                    -- map_name; null with error
  system_user text,                            -- sys_name; a regular expression when it starts with /
  database_user text,                          -- pg_username
  error text                                   -- error; null = none
) strict;

-- One row per entry of the raw pg_ident files. Right: as hba_line.
create table ident_line (
  number integer primary key,                  -- 1.. in order
  file text not null,                          -- as hba_rule.file
  line integer not null,                       -- first physical line
  map text,                                    -- map name; null with error
  system_user text,                            -- system user token
  is_system_user_quoted integer not null,      -- 1: was quoted
  database_user text,                          -- database user token
  is_database_user_quoted integer not null,    -- 1: was quoted
  error text                                   -- our reader's fault; null = none
) strict;

-- One row per client session. Source pg_stat_activity; right: pg_monitor, else other sessions' details are hidden (gap).
create table session (
  pid integer primary key,                     -- pid
  backend_type text,                           -- backend_type
  role_name text,                              -- usename
  database text,                               -- datname
  application_name text,                       -- application_name
  client_address text,                         -- client_addr; null = Unix socket
  is_local integer not null,                   -- 1: Unix socket or loopback address
  started_at text                              -- backend_start, ISO 8601 UTC
) strict;

-- One row per client session: how its line is encrypted. Source pg_stat_ssl and pg_stat_gssapi; right: pg_monitor.
create table session_encryption (
  pid integer primary key,                     -- session.pid
  is_tls integer not null,                     -- ssl
  tls_version text,                            -- version
  cipher text,                                 -- cipher
  bits integer,                                -- bits
  has_client_certificate integer not null,     -- 1: client_dn is not null
  is_gss_authenticated integer,                -- gss_authenticated
  is_gss_encrypted integer                     -- encrypted of pg_stat_gssapi
) strict;

-- One row per probe of the TLS endpoint: what was offered and what the server answered.
create table tls_probe (
  number integer primary key,                  -- 1.. in order
  kind text not null,                          -- 'version', 'cipher', 'plaintext', 'direct', 'channel_binding', 'chain'
  offered text not null,                       -- what we offered: a protocol version, a suite, a plain StartupMessage
  accepted integer,                            -- 1 accepted, 0 refused, null = no answer that decides it
  answer text not null,                        -- what the server answered, in its words or as protocol fields
  tls_version text,                            -- negotiated version; null = none
  cipher text,                                 -- negotiated suite; null = none
  probed_at text not null                      -- ISO 8601 UTC, collector's clock
) strict;

-- One row per certificate that the server presented, leaf first.
create table tls_certificate (
  position integer primary key,                -- 0 = leaf
  subject text not null,                       -- RFC 2253
  issuer text not null,                        -- RFC 2253
  serial text not null,                        -- hex
  names text not null,                         -- JSON array of subject alternative names, dns:… and ip:…
  not_before_at text not null,                 -- ISO 8601 UTC
  not_after_at text not null,                  -- ISO 8601 UTC
  key_algorithm text not null,                 -- RSA, EC, Ed25519
  key_bits integer,                            -- size of the key in bits; null when unknown
  signature_algorithm text not null,           -- e.g. SHA256withRSA
  is_self_signed integer not null,             -- 1: subject = issuer and its own key verifies it
  is_ca integer not null,                      -- 1: basic constraints say CA
  matches_host integer,                        -- leaf only: 1 when the target's host is among its names; null for sockets and issuers
  sha256 text not null                         -- fingerprint of the DER bytes
) strict;
