-- How derived rows came about: which engine made which table, and the path of each row through the facts.

-- One row per engine that ran.
create table derivation (
  engine text primary key,                     -- privilege, hba, backup
  version text not null,                       -- version of the engine's rules; another version may derive other rows
  tables text not null                         -- JSON array of the derived tables it fills
) strict;

-- One row per step of a derived row's path through the facts.
create table derived_step (
  derived_table text not null,                 -- table of the derived row
  subject text not null,                       -- key of the derived row: values of its primary key joined by ' | '
  step integer not null,                       -- 1.. in order of reasoning
  fact_table text not null,                    -- table of the fact used
  fact_key text not null,                      -- JSON array: the fact's primary key values in the order of its key
  says text not null,                          -- the step in words
  primary key (derived_table, subject, step)
) strict;
