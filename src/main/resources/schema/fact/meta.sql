-- The run that took the facts: what was read, by whom, and what could not be read.

-- One row: the collection run itself. Written by the collector, never read from the server.
create table snapshot (
  id integer primary key check (id = 1),       -- always 1
  system text not null,                        -- name of the assessed system, [a-z0-9][a-z0-9._-]{0,62}
  collected_at text not null,                  -- ISO 8601 UTC, collector's clock, start of the run; "now" of every check
  finished_at text not null,                   -- ISO 8601 UTC, collector's clock
  server_clock_at text,                        -- ISO 8601 UTC, server's clock at collected_at; null when no server was read
  tool_version text not null,                  -- version of the collecting program
  os_user text not null,                       -- operating-system user that ran the collector
  host text not null,                          -- host name that ran the collector
  database_role text,                          -- session_user on the server; null when no server was read
  server_address text                          -- host:port or socket path as given in the target; null when no server was read
) strict;

-- One row per fact table and database: how its rows were read.
create table provenance (
  fact_table text not null,                    -- name of the fact table
  database text not null,                      -- database read; '' for cluster-wide facts and for files
  part text not null,                          -- '' or the name of one of several sources of the same table (a file path)
  source text not null,                        -- exact SQL text, or the path of the file read
  source_sha256 text not null,                 -- SHA-256 of source (SQL text as UTF-8) or of the file's bytes
  parameters text not null,                    -- JSON object of bound parameters
  role text,                                   -- role that read it; null for files
  role_rights text,                            -- JSON array of attributes and predefined roles held by that role; null for files
  started_at text not null,                    -- ISO 8601 UTC, collector's clock
  ended_at text not null,                      -- ISO 8601 UTC, collector's clock
  server_started_at text,                      -- ISO 8601 UTC, server's clock; null for files
  row_count integer not null,                  -- rows written
  independent_count integer,                   -- count(*) of the same population by a second query; null where none exists
  primary key (fact_table, database, part)
) strict;

-- One row per thing that could not be read: never a pass.
create table gap (
  number integer primary key,                  -- 1.. in order of discovery
  fact_table text not null,                    -- name of the fact table
  database text not null,                      -- database; '' for cluster-wide facts
  extent text not null,                        -- 'table', 'rows' or 'columns': what of it is missing
  columns text not null,                       -- JSON array of column names when extent is 'columns', else []
  subject text not null,                       -- what is missing inside it (a file, a row's key), '' for the whole
  reason text not null,                        -- what was tried and what was met
  missing_right text,                          -- the right that is missing; null when no right would help
  remedy text not null                         -- what to do, SQL where a grant helps
) strict;
