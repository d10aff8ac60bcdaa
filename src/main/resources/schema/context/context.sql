-- What the user declares in context/*.yaml. A table is provided when its file exists; a file that exists without entries gives empty tables.
-- Days are ISO 8601 (YYYY-MM-DD, UTC), durations are seconds, lists are JSON arrays.
-- Tables and columns are named as PostgreSQL prints them, so that they join with name_quoted.
-- Categories of data: none, internal, confidential, personal, art9 (special), art10 (criminal), pan (payment card), credential.

-- One row per role that was given a persona. File personas.yaml, key roles.
create table persona (
  name text primary key,                       -- role name, raw: joins with role.name
  persona text not null,                       -- persona_kind.name
  type text not null,                          -- human, service or group
  identity text,                               -- person behind a human role, as the identity provider names it; null = not declared
  owner text,                                  -- who answers for the role; null = not declared
  ticket text,                                 -- approval record; null = not declared
  is_shared integer not null,                  -- 1: used by several people on purpose
  approved_by text,                            -- who approved; null = not declared
  approved_on text,                            -- day of the approval; null = not declared
  expires_on text                              -- last day the role may exist; null = open
) strict;

-- One row per persona: a duty that roles have. File personas.yaml, key personas.
create table persona_kind (
  name text primary key,                       -- e.g. app, migration, analytics, admin, access_admin, backup, replication, monitoring
  duty text not null,                          -- what the persona is for
  login text,                                  -- who logs in: human, service, none; null = not declared
  may_own integer not null,                    -- 1: may own objects
  is_break_glass integer not null,             -- 1: may be a superuser for emergencies
  max_category text                            -- highest category of data it may reach; null = no limit declared
) strict;

-- One row per pair of personas that one role must not combine; both directions. File personas.yaml, key conflicts of a persona.
create table persona_conflict (
  persona text not null,                       -- persona_kind.name
  other text not null,                         -- persona_kind.name
  primary key (persona, other)
) strict;

-- One row per classified table. File datamap.yaml, key tables.
create table classified_table (
  database text not null,                      -- database name
  relation text not null,                      -- schema.table, joins with relation.name_quoted
  category text not null,                      -- highest category of the table and its columns
  subject text,                                -- whose data: customer, employee; null = nobody's
  subject_key text,                            -- column that identifies the data subject; null = not declared
  row_scope text not null,                     -- who limits rows: db (row level security), app, none
  purpose text,                                -- why the data is kept; null = not declared
  legal_basis text,                            -- e.g. 6(1)(b); null = not declared
  reviewed_by text,                            -- who classified; null = not declared
  reviewed_on text,                            -- when; null = not declared
  primary key (database, relation)
) strict;

-- One row per classified column. File datamap.yaml, key columns of a table.
create table classified_column (
  database text not null,                      -- database name
  relation text not null,                      -- classified_table.relation
  name text not null,                          -- column name, joins with relation_column.name_quoted
  category text not null,                      -- category of the column
  purpose text,                                -- why it is kept; null = the table's
  legal_basis text,                            -- e.g. 9(2)(h); null = the table's
  protect text not null,                       -- none, encrypted, hashed, masked, tokenized
  recipients text not null,                    -- JSON array: who receives it
  personas text not null,                      -- JSON array: personas that may read or write it; [] = those whose max_category allows it
  primary key (database, relation, name)
) strict;

-- One row: what the organisation promised. File objectives.yaml; null = not declared.
create table objective (
  id integer primary key check (id = 1),       -- always 1
  backup_max_age_s integer,                    -- backup.max_age: age of the newest full backup
  incremental_max_age_s integer,               -- backup.incremental_max_age: age of the newest backup of any kind
  backup_retention_s integer,                  -- backup.retention: oldest backup that must be kept
  backup_retention_max_s integer,              -- backup.retention_max: backups older than this must be gone
  backup_copies integer,                       -- backup.copies: repositories that must hold each backup
  backup_offsite integer,                      -- backup.offsite: 1 = one copy must lie elsewhere
  rpo_s integer,                               -- recovery.rpo: data that may be lost
  rto_s integer,                               -- recovery.rto: time a restore may take
  restore_test_max_age_s integer,              -- recovery.test_max_age: age of the last good restore test
  replication_lag_max_s integer,               -- recovery.replication_lag_max: lag of a standby
  log_retention_min_s integer,                 -- logs.retention_min: how long logs must be kept
  log_online_s integer,                        -- logs.online: how long they must be searchable at once
  log_retention_max_s integer,                 -- logs.retention_max: when logs must be gone
  log_shipping text,                           -- logs.shipping: where logs are sent to
  certificate_min_validity_s integer,          -- tls.certificate_min_validity: days left below which a certificate is due
  access_review_max_age_s integer              -- access.review_max_age: age of the last recertification
) strict;

-- One row per retention rule. File retention.yaml, key rules.
create table retention_rule (
  database text not null,                      -- database name
  relation text not null,                      -- schema.table, joins with relation.name_quoted
  timestamp_column text not null,              -- column that gives a row's age
  max_age_s integer not null,                  -- rows older than this must be gone
  basis text not null,                         -- policy or law
  action text not null,                        -- delete, drop_partition, anonymize, archive
  has_legal_hold integer not null,             -- 1: deletion is suspended
  primary key (database, relation)
) strict;

-- One row per address range of a declared network. File networks.yaml, key networks.
create table network (
  name text not null,                          -- e.g. app-subnet
  address text not null,                       -- range in CIDR form as declared
  first_address text not null,                 -- first address as hex: 4:0a000000 or 6:..32 digits, as hba_rule.first_address
  last_address text not null,                  -- last address, likewise
  purpose text not null,                       -- app, admin, replication, backup, monitoring, public
  owner text,                                  -- who answers for it; null = not declared
  ticket text,                                 -- approval record; null = not declared
  primary key (name, address)
) strict;

-- One row per listen exposure that something outside the database protects. File networks.yaml, key exposures.
create table exposure (
  listen text primary key,                     -- value of listen_addresses that is approved: '*', 0.0.0.0, ::, an address
  protected_by text not null,                  -- firewall, security group or network policy, with its name
  owner text not null,                         -- who answers for it
  ticket text                                  -- approval record; null = not declared
) strict;

-- One row per organisation or system that receives or handles the data. File processors.yaml, key processors.
create table processor (
  name text primary key,                       -- short name
  kind text not null,                          -- own, processor, controller, recipient
  region text not null,                        -- country or region, e.g. EU, US
  contract text,                               -- contract or agreement; null = not declared
  transfer_basis text                          -- basis of a transfer to a third country; null = none needed
) strict;

-- One row per host of a processor. File processors.yaml, key hosts of a processor.
create table processor_host (
  host text primary key,                       -- host name or address as it stands in connection strings, lower case
  processor text not null                      -- processor.name
) strict;

-- One row per approved extension. File extensions.yaml, key extensions.
create table approved_extension (
  name text not null,                          -- extension name
  database text not null,                      -- database name; '*' = any
  owner text not null,                         -- who answers for it
  ticket text,                                 -- approval record; null = not declared
  primary key (name, database)
) strict;

-- One row per place where data lies encrypted, or not. File encryption.yaml, key stores.
create table encrypted_store (
  store text primary key,                      -- data_directory, wal, tablespace:NAME, temp, log, backup:NAME, replica:NAME
  method text not null,                        -- none, volume, filesystem, application, repository
  algorithm text,                              -- e.g. AES-256-XTS; null = not declared
  key_owner text,                              -- who holds the key; null = not declared
  key_rotated_on text,                         -- day of the last rotation; null = not declared
  key_rotation_s integer,                      -- promised interval of rotation; null = not declared
  evidence text,                               -- document.id or a link; null = not declared
  reviewed_on text                             -- day of the last review; null = not declared
) strict;

-- One row per document of the management system. File documents.yaml, key documents.
create table document (
  id text primary key,                         -- short name: access-policy, backup-policy
  title text not null,                         -- its title
  path text,                                   -- file, relative to documents.yaml; null = kept elsewhere
  link text,                                   -- where it is kept; null = the file
  version text not null,                       -- its version
  owner text not null,                         -- who answers for it
  approved_by text not null,                   -- who approved it
  approved_on text not null,                   -- day of the approval
  review_by text not null,                     -- day of the next review, inclusive
  sha256 text,                                 -- digest as declared; null = not declared
  found_sha256 text                            -- digest of the file as found; null = no file there
) strict;

-- One row per manual evidence that was attached. File attestations.yaml, key attestations.
create table attestation (
  id text primary key,                         -- short name
  answers text not null,                       -- what it answers: a check id, CONTROL/KEY, or FRAMEWORK REQUIREMENT
  statement text not null,                     -- what is confirmed
  document text,                               -- document.id or a link; null = the statement alone
  confirmed_by text not null,                  -- who confirms
  confirmed_on text not null,                  -- day
  valid_until text not null                    -- last valid day
) strict;

-- One row per role that an access review decided. File recert.yaml, key decisions of a review.
create table recertification (
  review text not null,                        -- id of the review
  role_name text not null,                     -- role.name
  decision text not null,                      -- keep, change, revoke
  reviewer text not null,                      -- who decided
  decided_on text not null,                    -- day
  access_digest text,                          -- digest of the list that was reviewed; null = not declared
  note text,                                   -- what is to change; null = nothing
  primary key (review, role_name)
) strict;

-- One row per ticket that approves a change. File tickets.yaml, key tickets.
create table ticket (
  id text primary key,                         -- its number
  kind text not null,                          -- access, schema, configuration, emergency
  subject text not null,                       -- role or object it concerns, as PostgreSQL prints it
  requested_by text not null,                  -- who asked
  approved_by text,                            -- who approved; null = not approved
  approved_on text,                            -- day; null = not approved
  closed_on text                               -- day; null = open
) strict;

-- One row per person the identity provider knows or knew. File identities.yaml, key identities.
create table identity (
  name text primary key,                       -- as persona.identity
  status text not null,                        -- active, leave, left
  left_on text,                                -- last working day; null = still here
  team text                                    -- team; null = not declared
) strict;

-- One row per setting with an approved value. File baseline.yaml, key settings.
create table baseline_setting (
  name text primary key,                       -- setting.name
  value text not null,                         -- approved value as pg_settings prints it
  change text                                  -- approval record; null = not declared
) strict;

-- One row per restore test that people recorded. File restore_tests.yaml, key tests.
create table restore_test (
  id text primary key,                         -- its number
  tested_on text not null,                     -- day
  source text not null,                        -- label of the restored backup
  kind text not null,                          -- full, pitr, table
  target_time text,                            -- point in time asked for, ISO 8601 UTC; null = latest
  host text not null,                          -- isolated host it ran on
  rto_s integer,                               -- time it took; null = not measured
  rpo_s integer,                               -- data lost; null = not measured
  system_identifier text,                      -- of the restored cluster; null = not recorded
  checks text not null,                        -- JSON array of what was verified: canary, amcheck, rowcount
  outcome text not null,                       -- ok or failed
  operator text not null,                      -- who ran it
  reviewer text not null,                      -- who reviewed it
  log text,                                    -- log file, relative to restore_tests.yaml; null = none
  sha256 text,                                 -- digest of the log as declared; null = not declared
  found_sha256 text                            -- digest of the log as found; null = no file there
) strict;

-- One row per waiver, whatever its state at collection. File waivers.yaml.
create table waiver (
  id text primary key,                         -- its number
  system text not null,                        -- system it holds for; '*' only when broad
  check_id text not null,                      -- check it holds for
  subject text not null,                       -- finding it holds for; with * as wildcard only when broad
  is_broad integer not null,                   -- 1: may cover more than one finding
  type text not null,                          -- risk-accepted, compensating-control, false-positive, planned-fix
  justification text not null,                 -- why
  compensating text,                           -- compensating control; null = none
  owner text not null,                         -- who answers for it
  requested_by text not null,                  -- who asked
  approved_by text not null,                   -- who approved, another person
  approved_on text not null,                   -- day of the approval
  valid_from text not null,                    -- first valid day
  expires_on text not null,                    -- last valid day
  ticket text,                                 -- approval record; null = not declared
  management_response text,                    -- what will be done; null = not declared
  state text not null                          -- at collection: live, expired, pending
) strict;

-- One row per answer of management to a finding, whether it still stands or not. File responses.yaml.
create table finding_response (
  system text not null,                        -- system of the finding
  check_id text not null,                      -- check of the finding
  subject text not null,                       -- subject of the finding
  owner text not null,                         -- who answers for the repair
  response text not null,                      -- what will be done
  due_on text,                                 -- last day of the repair; null = not declared
  cause text,                                  -- why it came about; null = not declared
  ticket text,                                 -- where it is worked on; null = not declared
  primary key (system, check_id, subject)
) strict;

-- One row per declared time without a collection, for reports on a period. File interruptions.yaml.
create table interruption (
  system text not null,                        -- system that was not collected
  from_on text not null,                       -- first day without
  to_on text not null,                         -- last day without
  reason text not null,                        -- why
  explained_by text not null,                  -- who says so
  ticket text,                                 -- record of it; null = not declared
  primary key (system, from_on)
) strict;
