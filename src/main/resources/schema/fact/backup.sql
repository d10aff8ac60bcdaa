-- What backup tools, server logs, catalogues and drills said, row by row with file and line. Nothing here is a judgement: an exit code or "completed successfully" is kept as what the tool said.

-- One row per file that was given with --backup-log or --server-log (each file of a folder), read or not.
create table log_file (
  path text primary key,                       -- path as given, files of a folder below it
  source text not null,                        -- 'backup' or 'server': the option that named it
  format text not null,                        -- what its content is: pgbackrest-log, pgbackrest-info-json, barman-log, postgresql-csvlog, ...; 'unknown' when nothing recognised it
  state text not null,                         -- 'whole', 'partial' (cut off: the readable part was taken), 'unknown' (no reader recognised it), 'unreadable'
  size_bytes integer not null,                 -- bytes on disk
  sha256 text not null,                        -- SHA-256 of the bytes on disk; '' when unreadable
  is_compressed integer not null,              -- 1 when gzip
  line_count integer not null,                 -- lines after decompression
  row_count integer not null,                  -- rows of all fact tables that came from it
  tool_version text,                           -- version of the writing tool where it says so
  zone text not null,                          -- zone that bare local times were read in, e.g. UTC
  zone_grade text not null,                    -- 'stated' (every time has an offset or is an epoch), 'given' (by the user) or 'assumed' (nobody said: UTC)
  first_at text,                               -- ISO 8601 UTC, earliest time in it; null when it has none
  last_at text,                                -- ISO 8601 UTC, latest time in it; null when it has none
  note text                                    -- what is odd about it, e.g. where it is cut off; null when nothing
) strict;

-- One row per attempt to make a backup that a log tells of, and per backup that a catalogue lists. One backup may have several rows; the timeline engine merges them.
create table backup_run (
  path text not null,                          -- file that says so (log_file)
  line integer not null,                       -- line of its beginning, 1..
  item integer not null,                       -- 1.. within the line (several in one JSON line)
  tool text not null,                          -- pgbackrest, barman, pg_basebackup, pg_dump, wal-g, rds, postgresql
  source text not null,                        -- 'log' (an attempt), 'catalog' (a list of what exists), 'file' (backup_label, manifest, *.backup)
  system text not null,                        -- stanza, Barman server, instance or database; '' when the source does not say
  repository text not null,                    -- repository key; '' when the source does not say
  label text,                                  -- label or id of the backup, local time of the tool; null when none was given
  type text,                                   -- full, diff, incr, dump, snapshot; null when not stated
  started_at text,                             -- ISO 8601 UTC; null when not stated
  stopped_at text,                             -- ISO 8601 UTC; null when not stated or never ended
  time_grade text not null,                    -- 'stated' (offset or epoch), 'given' (zone by the user) or 'assumed'
  result text not null,                        -- what the tool said: 'succeeded', 'failed', 'running', 'unknown' (no end seen, killed, cut off)
  exit_code integer,                           -- exit code or error number of the tool; null when not stated
  error text,                                  -- first line of the error, without values that could be secret; null when none
  prior text,                                  -- label that it builds on; null for full or not stated
  size_bytes integer,                          -- bytes of the cluster (rounded when is_rounded); null when not stated
  delta_bytes integer,                         -- bytes copied by this backup; null when not stated
  repository_bytes integer,                    -- bytes stored for this backup; null when not stated
  is_rounded integer not null,                 -- 1 when sizes were printed rounded (104MB)
  wal_start text,                              -- first WAL segment needed; null when not stated
  wal_stop text,                               -- last WAL segment needed; null when not stated
  lsn_start text,                              -- X/X; null when not stated
  lsn_stop text,                               -- X/X; null when not stated
  timeline integer,                            -- timeline id; null when not stated
  system_identifier text,                      -- digits as text (beyond 2^53); null when not stated
  server_version text,                         -- PostgreSQL version as the tool prints it; null when not stated
  encryption text,                             -- cipher the tool reports or was configured with, 'none'; null when not stated
  has_page_error integer,                      -- 1 when invalid page checksums were found in it; null when not stated
  is_resumed integer not null,                 -- 1 when it resumed an aborted one, so that the label is older than the run
  is_ambiguous integer not null,               -- 1 when interleaved lines could not be told apart
  retention_full text,                         -- retention configured at the run, e.g. 2 or REDUNDANCY 2; null when not stated
  run_key text,                                -- key of the attempt inside the tool (exec-id, pid); null when none
  end_path text,                               -- file in which it ended, when the log was rotated meanwhile; null when that is path
  primary key (path, line, item)
) strict;

-- One row per stanza and repository, Barman server or instance whose status a tool reported.
create table backup_repository (
  path text not null,                          -- file that says so
  line integer not null,                       -- line, 1..
  item integer not null,                       -- 1.. within the line
  tool text not null,                          -- pgbackrest, barman, wal-g, rds
  system text not null,                        -- stanza, server or instance
  repository text not null,                    -- repository key; '' when there is only one
  status_code integer,                         -- pgBackRest status code (0 ok); null for other tools
  status text not null,                        -- status in words as the tool says it, control characters removed
  encryption text,                             -- cipher as configured or reported; null when not stated
  wal_min text,                                -- oldest archived WAL segment it knows; null when not stated
  wal_max text,                                -- newest archived WAL segment it knows; null when not stated
  backup_count integer,                        -- backups that it lists; null when not stated
  system_identifier text,                      -- of the database as the repository knows it; null when not stated
  server_version text,                         -- PostgreSQL version; null when not stated
  retention text,                              -- retention in words; null when not stated
  recoverable_to text,                         -- ISO 8601 UTC, latest restorable time as the service says (RDS); null when not stated
  primary key (path, line, item)
) strict;

-- One row per self-check item of a backup tool (barman check, pgbackrest check).
create table backup_check (
  path text not null,                          -- file that says so
  line integer not null,                       -- line, 1..
  item integer not null,                       -- 1.. within the line
  tool text not null,                          -- pgbackrest or barman
  system text not null,                        -- stanza or server
  name text not null,                          -- item, words joined by _, e.g. failed_backups
  status text not null,                        -- 'ok', 'failed', 'not configured' (printed OK, but nothing was set to compare with)
  hint text,                                   -- hint of the tool; null when none
  checked_at text,                             -- ISO 8601 UTC; null when the output has no time
  primary key (path, line, item)
) strict;

-- One row per unbroken range of WAL segments that a source lists. Two ranges of one source with a hole between them are a gap.
create table wal_range (
  path text not null,                          -- file that says so
  line integer not null,                       -- line of its first segment
  item integer not null,                       -- 1.. within the line
  tool text not null,                          -- pgbackrest, barman, wal-g, postgresql
  source text not null,                        -- 'verify', 'push' (log lines of archiving), 'catalog' (min and max only: continuity not stated), 'replay' (read back by a recovery)
  system text not null,                        -- stanza or server; '' when not stated
  repository text not null,                    -- repository key; '' when not stated
  first_segment text not null,                 -- 24 hex digits
  last_segment text not null,                  -- 24 hex digits
  segment_count integer,                       -- segments listed in it; null when only its ends are known
  status text not null,                        -- 'present', 'missing' or 'ends known'
  first_at text,                               -- ISO 8601 UTC of the first segment's line; null when it has none
  last_at text,                                -- ISO 8601 UTC of the last segment's line; null when it has none
  primary key (path, line, item)
) strict;

-- One row per unbroken series of failures to archive the same WAL segment.
create table archive_failure (
  path text not null,                          -- file that says so
  line integer not null,                       -- line of the first failure
  tool text not null,                          -- pgbackrest, barman, postgresql
  system text not null,                        -- stanza or server; '' when not stated
  segment text,                                -- WAL file that could not be archived; null when not stated
  first_at text,                               -- ISO 8601 UTC of the first failure; null when the source has no time
  last_at text,                                -- ISO 8601 UTC of the last failure
  failure_count integer not null,              -- failures in the series
  error text,                                  -- exit code or error number; null when not stated
  primary key (path, line)
) strict;

-- One row per printout of pg_stat_archiver that was given as a file. failed_count counts since stats_reset_at.
create table archiver_report (
  path text not null,                          -- file
  line integer not null,                       -- line of the record
  archived_count integer,                      -- archived_count
  last_archived_wal text,                      -- last_archived_wal
  last_archived_at text,                       -- ISO 8601 UTC
  failed_count integer,                        -- failed_count
  last_failed_wal text,                        -- last_failed_wal
  last_failed_at text,                         -- ISO 8601 UTC
  stats_reset_at text,                         -- ISO 8601 UTC
  primary key (path, line)
) strict;

-- One row per backup or range of WAL that a tool says it removed.
create table backup_expiry (
  path text not null,                          -- file that says so
  line integer not null,                       -- line
  item integer not null,                       -- 1.. within the line
  tool text not null,                          -- pgbackrest or barman
  system text not null,                        -- stanza or server; '' when not stated
  repository text not null,                    -- repository key; '' when not stated
  label text,                                  -- backup removed; null when WAL was removed
  wal_first text,                              -- first WAL segment removed; null when a backup was removed
  wal_last text,                               -- last WAL segment removed
  expired_at text,                             -- ISO 8601 UTC; null when the source has no time
  primary key (path, line, item)
) strict;

-- One row per verification of a backup or of a whole repository.
create table verify_run (
  path text not null,                          -- file that says so
  line integer not null,                       -- line of its beginning
  item integer not null,                       -- 1.. within it
  tool text not null,                          -- pgbackrest, barman, pg_verifybackup, pg_checksums, pg_amcheck, wal-g, postgresql (a damaged page in the server log)
  system text not null,                        -- stanza, server or folder; '' when not stated
  repository text not null,                    -- repository key; '' when not stated
  label text,                                  -- backup verified; null for the repository as a whole
  verified_at text,                            -- ISO 8601 UTC; null when the output has no time
  result text not null,                        -- 'clean', 'damaged', 'nothing verified' (no backup, usage error), 'not stated' (ended without a status line), 'unknown'
  files_checked integer,                       -- files checked; null when not stated
  files_valid integer,                         -- files valid; null when not stated
  wal_checked integer,                         -- WAL segments checked; null when not stated
  wal_valid integer,                           -- WAL segments valid; null when not stated
  error text,                                  -- first thing found wrong; null when none
  end_path text,                               -- file in which it ended, when the log was rotated meanwhile; null when that is path
  primary key (path, line, item)
) strict;

-- One row per run of a restore command. It lays files out; that a server ran afterwards is said by recovery only.
create table restore_run (
  path text not null,                          -- file that says so
  line integer not null,                       -- line of its beginning
  item integer not null,                       -- 1.. within it
  tool text not null,                          -- pgbackrest, barman, pg_restore
  system text not null,                        -- stanza or server; '' when not stated
  repository text not null,                    -- repository key; '' when not stated
  label text,                                  -- backup set used; null when not stated
  destination text,                            -- folder restored into; null when not stated
  started_at text,                             -- ISO 8601 UTC; null when not stated
  stopped_at text,                             -- ISO 8601 UTC; null when not stated
  time_grade text not null,                    -- 'stated', 'given' or 'assumed'
  result text not null,                        -- 'succeeded', 'failed', 'partial' (errors ignored), 'unknown'
  exit_code integer,                           -- exit code or error number; null when not stated
  error text,                                  -- first line of the error; null when none
  target_type text,                            -- time, name, xid, lsn, immediate, default; null when not stated
  target text,                                 -- requested target as given; null when none
  target_at text,                              -- ISO 8601 UTC when the target is a time with an offset; else null
  size_bytes integer,                          -- bytes restored (rounded); null when not stated
  end_path text,                               -- file in which it ended, when the log was rotated meanwhile; null when that is path
  primary key (path, line, item)
) strict;

-- One row per start of a PostgreSQL server that went through archive recovery, from its log.
create table recovery (
  path text not null,                          -- server log
  line integer not null,                       -- line of the server's start, or of the first line of recovery
  started_at text,                             -- ISO 8601 UTC: server process started
  data_directory text,                         -- from restore_command lines in the log; null when not stated
  system text not null,                        -- stanza named by restore_command lines; '' when not stated
  target_type text,                            -- time, name, xid, lsn, immediate; null for the end of the archive
  target text,                                 -- target as the server prints it
  target_at text,                              -- ISO 8601 UTC when the target is a time
  redo_started_at text,                        -- ISO 8601 UTC
  consistent_at text,                          -- ISO 8601 UTC: consistent state reached
  read_only_at text,                           -- ISO 8601 UTC: ready for read-only connections; says nothing about the target
  redo_done_at text,                           -- ISO 8601 UTC; null when redo never ended (paused, killed)
  opened_at text,                              -- ISO 8601 UTC: ready to accept (read and write) connections; null when it never opened
  stopped_before text,                         -- commit before which recovery stopped, its time as ISO 8601 UTC; null when not stated
  last_transaction_at text,                    -- ISO 8601 UTC: last completed transaction; null when no line says so
  timeline integer,                            -- timeline that recovery followed; null when not stated
  new_timeline integer,                        -- timeline selected at its end; null when not reached
  segments integer not null,                   -- WAL files restored from the archive
  last_segment text,                           -- last WAL file restored
  fatal text,                                  -- first FATAL or PANIC message; null when none
  result text not null,                        -- 'opened', 'paused' (readable, target reached, not promoted, or standby), 'failed', 'unknown' (log ends before any of these)
  zone_grade text not null,                    -- 'stated', 'given' or 'assumed': how bare zone abbreviations were read
  end_path text,                               -- file in which it ended, when the log was rotated meanwhile; null when that is path
  primary key (path, line)
) strict;

-- One row per role or object and grantee of a statement on roles, rights and owners that a server log holds: GRANT, REVOKE, CREATE, ALTER and DROP ROLE, ALTER … OWNER TO, REASSIGN and DROP OWNED, ALTER DEFAULT PRIVILEGES, logged by log_statement, log_min_duration_statement (texts that begin with CREATE, ALTER, DROP or one of these, with BEGIN, START or SET, or whose first line has a semicolon) or pgaudit (classes ROLE and DDL). Its text is not kept, nor any literal.
create table access_statement (
  path text not null,                          -- server log
  line integer not null,                       -- line of the record
  item integer not null,                       -- 1.. within the statement's record
  logged_at text,                              -- ISO 8601 UTC; null when not stated. log_statement and pgaudit write before the statement runs
  zone_grade text not null,                    -- 'stated', 'given' or 'assumed': how bare zone abbreviations were read
  actor text,                                  -- role that logged in: csvlog, jsonlog, or a log_line_prefix with user=%u or %u@%d; null when not stated
  actor_database text,                         -- its database, from the same places; null when not stated
  source text not null,                        -- 'statement' or 'pgaudit'
  kind text not null,                          -- grant, revoke, create role, alter role, drop role, alter owner, reassign owned, drop owned, default grant, default revoke
  role_name text,                              -- role that is granted, made, changed or dropped, whose objects are, or whose future objects get defaults (null: of who runs it); null for rights on objects
  grantee text,                                -- role that gains (also ownership) or loses, as stated (current_user too); PUBLIC; null when there is none
  object_name text,                            -- object as the statement names it, function arguments left out; for defaults the kind of objects and the schema; null for roles
  words text not null,                         -- privileges, options of a role, or the kind of an object whose owner changes, as keywords; '' when none
  has_failed integer not null,                 -- 1: the log repeats the statement as failed; 0 does not prove that it took effect
  primary key (path, line, item)
) strict;

-- One row per line of a timeline history file.
create table timeline_history (
  path text not null,                          -- *.history file
  line integer not null,                       -- line
  parent integer not null,                     -- timeline that was left
  switch_lsn text not null,                    -- X/X where it was left
  reason text,                                 -- reason as the server wrote it
  switched_at text,                            -- ISO 8601 UTC in the reason; null when the reason has no time
  primary key (path, line)
) strict;

-- One row per file of a backup whose first bytes prove whether it is encrypted: files in a repository of pgBackRest or Barman, dumps, and files that are encrypted themselves.
create table repository_file (
  path text primary key,                       -- the file
  tool text not null,                          -- pgbackrest, barman, pg_dump; '' for an encrypted file outside of a repository
  root text not null,                          -- folder of the repository; '' when it lies in none
  system text not null,                        -- stanza or Barman server from its path; '' when not in it
  label text,                                  -- backup from its path; null for what belongs to the whole repository
  kind text not null,                          -- info, manifest, wal, data
  run_path text,                               -- log beside it that tells of the run that wrote it (NAME.stderr for NAME.dump.gpg); null when there is none
  encryption text not null                     -- 'encrypted' (OpenSSL's Salted__, OpenPGP, age) or 'plain' (text, a page, WAL, or the header of a compression)
) strict;

-- One row per restore drill that was recorded, by pgevidence drill or by hand.
create table drill (
  path text primary key,                       -- drill record
  drill_id text not null,                      -- id of the drill
  tool text not null,                          -- pgbackrest, barman, folder
  system text not null,                        -- stanza, server or folder
  label text,                                  -- backup that was restored; null when not stated
  backup_stopped_at text,                      -- ISO 8601 UTC; null when not stated
  target_type text,                            -- time, name, immediate, default
  target text,                                 -- requested target
  target_at text,                              -- ISO 8601 UTC when the target is a time
  started_at text not null,                    -- ISO 8601 UTC: restore began
  restored_at text,                            -- ISO 8601 UTC: files laid out
  opened_at text,                              -- ISO 8601 UTC: open for reading and writing; null when it never opened
  finished_at text,                            -- ISO 8601 UTC: checks and clean-up done
  rto_s real,                                  -- seconds from started_at to opened_at, monotonic clock where ours
  restore_s real,                              -- seconds of the copy
  recovery_s real,                             -- seconds of start and recovery
  last_transaction_at text,                    -- ISO 8601 UTC: last replayed transaction
  expected_at text,                            -- ISO 8601 UTC: independently known last commit that should be there; null when none was given
  rpo_s real,                                  -- seconds from last_transaction_at to expected_at; null when no expected point
  target_reached integer,                      -- 1 when the requested target was reached; null without target
  system_identifier text,                      -- of the restored cluster
  expected_system_identifier text,             -- of the source; null when not known
  timeline integer,                            -- timeline after recovery
  operator text,                               -- operating-system user that ran it; null when not stated
  host text,                                   -- host it ran on; null when not stated
  scratch_removed integer,                     -- 1 when the restored copy was deleted and seen to be gone
  result text not null,                        -- 'pass', 'fail', 'not run'
  reason text                                  -- why it failed or was not run; null when passed
) strict;

-- One row per check inside a drill.
create table drill_check (
  path text not null,                          -- drill record
  number integer not null,                     -- 1.. in order
  name text not null,                          -- restore, verify, start, target, wal, system_identifier, rpo, amcheck, content, sql, checksums, cleanup
  result text not null,                        -- 'pass', 'fail', 'not run'
  detail text,                                 -- what was met
  exit_code integer,                           -- of the tool; null when none
  output_sha256 text,                          -- SHA-256 of the tool's output; null when none
  primary key (path, number)
) strict;

-- One row per table whose content a drill compared or counted.
create table drill_table (
  path text not null,                          -- drill record
  name text not null,                          -- database: schema.table
  row_count integer not null,                  -- rows in the restored copy
  content_hash text not null,                  -- order-free hash of its rows
  expected_rows integer,                       -- rows in the manifest of the source; null without manifest
  expected_hash text,                          -- hash in the manifest; null without manifest
  is_equal integer,                            -- 1 when both agree; null without manifest
  primary key (path, name)
) strict;
