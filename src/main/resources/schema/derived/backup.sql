-- Rows that the backup engine derives from facts: one timeline per system out of many logs and lists.

-- One row per distinct backup or failed attempt, merged over all sources that tell of it.
create table backup (
  id text primary key,                         -- tool, system, repository and label (or path:line when it never got a label), joined by ' / '
  tool text not null,                          -- pgbackrest, barman, pg_basebackup, pg_dump, wal-g, rds, postgresql
  system text not null,                        -- stanza, server, instance; '' when not stated
  repository text not null,                    -- repository key; '' when not stated
  label text,                                  -- label; null when the attempt never got one
  type text,                                   -- full, diff, incr, dump, snapshot; null when not stated
  started_at text,                             -- ISO 8601 UTC; null when no source says
  stopped_at text,                             -- ISO 8601 UTC; null when no source says
  result text not null,                        -- 'succeeded', 'failed', 'unknown', 'running'
  result_grade text not null,                  -- 'reported' (the tool says so), 'measured' (restored by a drill or verified), 'contradicted' (sources disagree), 'not stated'
  error text,                                  -- what went wrong; null when nothing known
  chain text,                                  -- label of the full backup that it hangs on; null when not stated
  is_chain_whole integer,                      -- 1 when every backup it builds on is there; null when not known
  has_page_error integer,                      -- 1 when it carries invalid pages; null when not stated
  is_listed integer,                           -- 1 when the newest catalogue lists it, 0 when it no longer does; null without catalogue
  expired_at text,                             -- ISO 8601 UTC when a log says it was removed; null otherwise
  verified_at text,                            -- ISO 8601 UTC of the last verification; null when none
  verify_result text,                          -- result of that verification; null when none
  is_wal_whole integer,                        -- 1 when the WAL from wal_start to wal_stop is proven present, 0 when a segment is missing; null when not proven
  size_bytes integer,                          -- bytes of the cluster; null when not stated
  wal_start text,                              -- first WAL segment needed
  wal_stop text,                               -- last WAL segment needed
  system_identifier text,                      -- digits; null when not stated
  encryption text,                             -- cipher or 'none'; null when not stated
  encryption_grade text not null,              -- 'proven' (by bytes), 'reported', 'configured', 'not stated', 'contradicted'
  is_usable integer,                           -- 1 when nothing known speaks against a restore, 0 when something does, null when not known
  why_not text                                 -- why is_usable is 0 or null
) strict;

-- One row per system: what its timeline says in figures.
create table backup_system (
  id text primary key,                         -- tool and system, joined by ' / '
  tool text not null,                          -- tool
  system text not null,                        -- stanza, server, instance
  from_at text,                                -- ISO 8601 UTC: earliest time that any source covers
  to_at text,                                  -- ISO 8601 UTC: latest time that any source covers
  attempted integer not null,                  -- backups and attempts known
  succeeded integer not null,                  -- that the tool calls successful
  failed integer not null,                     -- that failed
  unknown integer not null,                    -- whose end nobody saw
  last_full_at text,                           -- ISO 8601 UTC stop of the newest usable full; null when none
  last_backup_at text,                         -- ISO 8601 UTC stop of the newest usable backup of any type; null when none
  oldest_at text,                              -- ISO 8601 UTC stop of the oldest backup that still exists; null when not known
  last_failure_at text,                        -- ISO 8601 UTC of the newest failed attempt; null when none
  repository_count integer not null,           -- repositories seen; 1 when the tool names none
  is_healthy integer,                          -- 1 when every repository's newest status is ok and no self-check failed, 0 when not; null when no source says
  unhealthy text,                              -- what is wrong; null when healthy
  encryption text,                             -- cipher of the usable backups, 'mixed' when they differ; null when not stated
  encryption_grade text not null,              -- 'proven', 'reported', 'configured', 'not stated', 'contradicted'
  last_verified_at text,                       -- ISO 8601 UTC of the newest verification; null when none
  last_verify_result text,                     -- its result; null when none
  system_identifier text,                      -- digits; null when not stated
  retention text,                              -- retention as configured; null when not stated
  wal_gap_count integer not null,              -- gaps in its archive
  archive_failing_since text                   -- ISO 8601 UTC when the newest sources show archiving failing; null when not
) strict;

-- One row per gap in a system's WAL archive, computed by us from ranges, never from a tool's status.
create table wal_gap (
  id text primary key,                         -- tool, system, repository, first missing segment, joined by ' / '
  tool text not null,                          -- tool
  system text not null,                        -- stanza or server
  repository text not null,                    -- repository key
  first_missing text not null,                 -- first missing WAL segment
  last_missing text not null,                  -- last missing WAL segment
  segment_count integer not null,              -- how many are missing
  after_at text,                               -- ISO 8601 UTC: last time known before the gap; null when no line says
  before_at text,                              -- ISO 8601 UTC: first time known after the gap; null when no line says
  grade text not null                          -- 'measured' (from listed segments) or 'reported' (a tool says missing)
) strict;

-- One row per window of a system's time: can the state of that time be restored now?
create table recoverability (
  id text primary key,                         -- tool, system and number, joined by ' / '
  tool text not null,                          -- tool
  system text not null,                        -- stanza, server, instance
  number integer not null,                     -- 1.. in order of time
  from_at text not null,                       -- ISO 8601 UTC, inclusive
  to_at text not null,                         -- ISO 8601 UTC, exclusive
  is_recoverable integer,                      -- 1 any moment of it, 0 no moment of it, null not known
  label text,                                  -- backup that serves it; null when none
  grade text not null,                         -- 'measured' (segments listed), 'reported' (a service says so), 'not stated'
  reason text not null                         -- why
) strict;

-- One row per restore, from its command's log and the restored server's log, or from a drill record.
create table restore (
  id text primary key,                         -- path:line of the restore command, or path of the drill record
  tool text not null,                          -- pgbackrest, barman, pg_restore, folder, unknown (server log alone)
  system text not null,                        -- stanza or server; '' when not stated
  label text,                                  -- backup used; null when not stated
  is_drill integer not null,                   -- 1 when a drill record says so
  started_at text,                             -- ISO 8601 UTC: restore command began
  restored_at text,                            -- ISO 8601 UTC: files laid out
  opened_at text,                              -- ISO 8601 UTC: open for reading and writing; null when never or not seen
  result text not null,                        -- 'pass' (opened, and target reached if any), 'fail', 'not proven' (files laid out, no server seen, or paused)
  reason text not null,                        -- why that result
  rto_s real,                                  -- seconds from started_at to opened_at; null when not measured
  restore_s real,                              -- seconds of the copy; null when not measured
  recovery_s real,                             -- seconds from restored_at to opened_at; null when not measured
  target_type text,                            -- time, name, xid, lsn, immediate; null for the end of the archive
  target_at text,                              -- ISO 8601 UTC requested; null when the target is no time
  target_reached integer,                      -- 1, 0; null without target or not known
  last_transaction_at text,                    -- ISO 8601 UTC; null when no line says so
  expected_at text,                            -- ISO 8601 UTC of the independently known point; null when none: no RPO claim without it
  rpo_s real,                                  -- seconds lost against expected_at; null without it
  timeline integer,                            -- timeline after recovery; null when not stated
  system_identifier text,                      -- digits; null when not stated
  is_same_system integer,                      -- 1 when the identifier equals the source's; null when one of them is not known
  content_checks integer not null,             -- checks of content that passed (tables, amcheck, own SQL)
  content_failures integer not null,           -- checks of content that failed
  operator text                                -- who ran it; null when not stated
) strict;

-- One row per stretch of the observed period for which no log or list of a system was given: silence there proves nothing.
create table backup_silence (
  id text primary key,                         -- tool, system and from_at, joined by ' / '
  tool text not null,                          -- tool
  system text not null,                        -- stanza, server, instance
  from_at text not null,                       -- ISO 8601 UTC
  to_at text not null                          -- ISO 8601 UTC
) strict;
