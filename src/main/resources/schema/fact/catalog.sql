-- Facts of each database that was read: schemas, relations, functions and what hangs on them. System objects are rows too (is_system = 1).

-- One row per schema. Source pg_namespace without pg_toast and temporary schemas; right: any login.
create table schema (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_namespace.oid
  name text not null,                          -- nspname
  name_quoted text not null,                   -- quote_ident(nspname)
  owner_oid integer not null,                  -- nspowner
  is_system integer not null,                  -- 1: pg_catalog, information_schema
  extension text,                              -- extension it is a member of; null = none
  primary key (database, oid)
) strict;

-- One row per table, view, sequence and so on. Source pg_class; right: any login. Indexes, composite types, TOAST tables and temporary schemas are left out.
create table relation (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_class.oid
  schema_oid integer not null,                 -- relnamespace
  name text not null,                          -- relname
  name_quoted text not null,                   -- schema.name, each part as quote_ident() gives it
  kind text not null,                          -- r table, p partitioned table, v view, m materialized view, f foreign table, S sequence
  persistence text not null,                   -- p permanent, u unlogged, t temporary
  owner_oid integer not null,                  -- relowner
  has_rls integer not null,                    -- relrowsecurity
  forces_rls integer not null,                 -- relforcerowsecurity
  parent_oid integer,                          -- partitioned parent (pg_inherits of a partition); null = no partition
  tablespace_oid integer not null,             -- reltablespace; 0 = the database's
  is_security_invoker integer not null,        -- view option security_invoker; 0 before 15
  is_security_barrier integer not null,        -- view option security_barrier
  row_estimate real not null,                  -- reltuples; -1 = never analysed
  is_system integer not null,                  -- 1: in a system schema or oid below 16384
  extension text,                              -- extension it is a member of; null = none
  primary key (database, oid)
) strict;

-- One row per column of tables, views, materialized and foreign tables outside system schemas. Source pg_attribute; right: any login.
create table relation_column (
  database text not null,                      -- database name
  relation_oid integer not null,               -- attrelid
  number integer not null,                     -- attnum
  name text not null,                          -- attname
  name_quoted text not null,                   -- quote_ident(attname)
  type text not null,                          -- name of the type, schema-qualified where not in pg_catalog, from our own rows
  domain_base text,                            -- name of the base type when the type is a domain; null otherwise
  is_not_null integer not null,                -- attnotnull
  primary key (database, relation_oid, number)
) strict;

-- One row per view and relation that its rule reads. Source pg_rewrite and pg_depend; right: any login.
create table view_reference (
  database text not null,                      -- database name
  view_oid integer not null,                   -- the view or materialized view
  relation_oid integer not null,               -- a relation that its query names
  primary key (database, view_oid, relation_oid)
) strict;

-- One row per table and table that it inherits from (create table ... inherits). Source pg_inherits; right: any login. Partitions are in relation.parent_oid.
create table inheritance (
  database text not null,                      -- database name
  relation_oid integer not null,               -- inhrelid, the child
  parent_oid integer not null,                 -- inhparent: statements on it work on rows of the child too, with rights on the parent alone
  primary key (database, relation_oid, parent_oid)
) strict;

-- One row per constraint of tables outside system schemas. Source pg_constraint; right: any login.
create table relation_constraint (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_constraint.oid
  relation_oid integer not null,               -- conrelid
  name_quoted text not null,                   -- quote_ident(conname)
  kind text not null,                          -- p primary key, u unique, f foreign key, c check, x exclusion, n not null, t trigger
  is_validated integer not null,               -- convalidated
  is_enforced integer not null,                -- conenforced; 1 before 18
  referenced_oid integer,                      -- confrelid of a foreign key; null otherwise
  columns text not null,                       -- JSON array of column numbers (conkey)
  referenced_columns text not null,            -- JSON array of column numbers (confkey)
  primary key (database, oid)
) strict;

-- One row per index of tables outside system schemas that is not valid. Source pg_index; right: any login.
create table invalid_index (
  database text not null,                      -- database name
  oid integer not null,                        -- indexrelid
  relation_oid integer not null,               -- indrelid
  name_quoted text not null,                   -- schema.name
  primary key (database, oid)
) strict;

-- One row per function, procedure or aggregate, but for those that PostgreSQL is built from and nobody touched: oid below 16384,
-- language internal, owned by the bootstrap superuser, no ACL, no SECURITY DEFINER, no setting. Source pg_proc; right: any login. Source text stays on the server.
create table function (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_proc.oid
  schema_oid integer not null,                 -- pronamespace
  name text not null,                          -- proname
  arguments text not null,                     -- argument types as in (integer, text), without parentheses
  name_quoted text not null,                   -- schema.name(argument types), names as quote_ident() gives them
  kind text not null,                          -- f function, p procedure, a aggregate, w window
  owner_oid integer not null,                  -- proowner
  language_oid integer not null,               -- prolang
  is_security_definer integer not null,        -- prosecdef
  is_leakproof integer not null,               -- proleakproof
  search_path text,                            -- value of search_path in proconfig; null = not pinned
  setting_names text not null,                 -- JSON array of names in proconfig
  is_system integer not null,                  -- 1: in a system schema or oid below 16384
  extension text,                              -- extension it is a member of; null = none
  source_sha256 text,                          -- digest of prosrc, computed on the server; null for C and internal
  has_password_literal integer not null,       -- 1: server-side pattern for password= or PASSWORD '..' matched prosrc
  has_key_literal integer not null,            -- 1: server-side pattern for pgp_sym_*/encrypt() with a literal key matched prosrc
  has_dblink integer not null,                 -- 1: prosrc calls dblink
  has_dynamic_sql integer not null,            -- 1: plpgsql prosrc has EXECUTE
  primary key (database, oid)
) strict;

-- One row per procedural language. Source pg_language; right: any login.
create table language (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_language.oid
  name text not null,                          -- lanname
  name_quoted text not null,                   -- quote_ident(lanname)
  owner_oid integer not null,                  -- lanowner
  is_trusted integer not null,                 -- lanpltrusted
  is_procedural integer not null,              -- lanispl; 0 for internal, c and sql
  extension text,                              -- extension it is a member of; null = none
  primary key (database, oid)
) strict;

-- One row per base, domain, enum, range, multirange and stand-alone composite type; row types of tables and arrays are left out. Source pg_type; right: any login.
create table type (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_type.oid
  schema_oid integer not null,                 -- typnamespace
  name text not null,                          -- typname
  name_quoted text not null,                   -- schema.name
  kind text not null,                          -- typtype: b base, c composite, d domain, e enum, r range, m multirange, p pseudo
  owner_oid integer not null,                  -- typowner
  range_oid integer,                           -- range type of a multirange; null otherwise
  is_system integer not null,                  -- 1: in a system schema or oid below 16384
  extension text,                              -- extension it is a member of; null = none
  primary key (database, oid)
) strict;

-- One row per installed extension. Source pg_extension; right: any login.
create table extension (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_extension.oid
  name text not null,                          -- extname
  name_quoted text not null,                   -- quote_ident(extname)
  schema_oid integer not null,                 -- extnamespace
  owner_oid integer not null,                  -- extowner
  installed_version text not null,             -- extversion
  primary key (database, oid)
) strict;

-- One row per row-security policy. Source pg_policy; right: any login. Expressions stay on the server; is_true needs no lock on the table.
create table policy (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_policy.oid
  relation_oid integer not null,               -- polrelid
  name text not null,                          -- polname
  name_quoted text not null,                   -- quote_ident(polname)
  command text not null,                       -- ALL, SELECT, INSERT, UPDATE or DELETE
  is_permissive integer not null,              -- polpermissive
  has_using integer not null,                  -- 1: polqual is not null
  has_check integer not null,                  -- 1: polwithcheck is not null
  using_is_true integer not null,              -- 1: polqual is the constant true
  check_is_true integer not null,              -- 1: polwithcheck is the constant true
  primary key (database, oid)
) strict;

-- One row per policy and role that it applies to. Source pg_policy.polroles; right: any login.
create table policy_role (
  database text not null,                      -- database name
  policy_oid integer not null,                 -- policy.oid
  role_oid integer not null,                   -- role.oid; 0 = PUBLIC
  primary key (database, policy_oid, role_oid)
) strict;

-- One row per trigger that is not internal, and per internal one (foreign keys, partitions) that was switched off. Source pg_trigger; right: any login. Arguments stay on the server.
create table relation_trigger (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_trigger.oid
  relation_oid integer not null,               -- tgrelid
  name text not null,                          -- tgname
  name_quoted text not null,                   -- quote_ident(tgname)
  function_oid integer not null,               -- tgfoid
  enabled text not null,                       -- tgenabled: O origin, D disabled, R replica, A always
  is_constraint integer not null,              -- 1: constraint trigger
  primary key (database, oid)
) strict;

-- One row per event trigger. Source pg_event_trigger; right: any login.
create table event_trigger (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_event_trigger.oid
  name text not null,                          -- evtname
  name_quoted text not null,                   -- quote_ident(evtname)
  event text not null,                         -- evtevent
  owner_oid integer not null,                  -- evtowner
  function_oid integer not null,               -- evtfoid
  enabled text not null,                       -- evtenabled: O, D, R, A
  primary key (database, oid)
) strict;

-- One row per foreign-data wrapper. Source pg_foreign_data_wrapper; right: any login.
create table foreign_data_wrapper (
  database text not null,                      -- database name
  oid integer not null,                        -- oid
  name text not null,                          -- fdwname
  name_quoted text not null,                   -- quote_ident(fdwname)
  owner_oid integer not null,                  -- fdwowner
  extension text,                              -- extension it is a member of; null = none
  primary key (database, oid)
) strict;

-- One row per foreign server. Source pg_foreign_server; right: any login. Options by allow-list.
create table foreign_server (
  database text not null,                      -- database name
  oid integer not null,                        -- oid
  name text not null,                          -- srvname
  name_quoted text not null,                   -- quote_ident(srvname)
  owner_oid integer not null,                  -- srvowner
  wrapper_oid integer not null,                -- srvfdw
  host text,                                   -- option host; null = none
  port text,                                   -- option port; null = none
  remote_database text,                        -- option dbname; null = none
  sslmode text,                                -- option sslmode; null = none
  option_names text not null,                  -- JSON array of all option names, sorted
  has_password integer not null,               -- 1: an option whose name holds password, secret, token or key is set
  primary key (database, oid)
) strict;

-- One row per user mapping. Source pg_user_mappings; right: any login.
create table user_mapping (
  database text not null,                      -- database name
  oid integer not null,                        -- umid
  server_oid integer not null,                 -- foreign_server.oid
  role_oid integer not null,                   -- umuser; 0 = PUBLIC
  primary key (database, oid)
) strict;

-- One row per option of a user mapping; values are never kept but for user. Source pg_user_mapping; right: superuser (others see NULL without an error).
create table user_mapping_option (
  database text not null,                      -- database name
  mapping_oid integer not null,                -- user_mapping.oid
  name text not null,                          -- option name
  value text,                                  -- value of option user; null = redacted
  value_length integer not null,               -- characters of the value
  primary key (database, mapping_oid, name)
) strict;

-- One row per publication. Source pg_publication; right: any login.
create table publication (
  database text not null,                      -- database name
  oid integer not null,                        -- oid
  name text not null,                          -- pubname
  name_quoted text not null,                   -- quote_ident(pubname)
  owner_oid integer not null,                  -- pubowner
  all_tables integer not null,                 -- puballtables
  operations text not null,                    -- JSON array of insert, update, delete, truncate
  primary key (database, oid)
) strict;

-- One row per table named by a publication. Source pg_publication_rel; right: any login.
create table publication_table (
  database text not null,                      -- database name
  publication_oid integer not null,            -- publication.oid
  relation_oid integer not null,               -- relation.oid
  has_row_filter integer not null,             -- 1: prqual is not null; 0 before 15
  columns text,                                -- JSON array of column numbers (prattrs); null = all, and before 15
  primary key (database, publication_oid, relation_oid)
) strict;

-- One row per schema named by a publication. Source pg_publication_namespace; since 15; right: any login.
create table publication_schema (
  database text not null,                      -- database name
  publication_oid integer not null,            -- publication.oid
  schema_oid integer not null,                 -- schema.oid
  primary key (database, publication_oid, schema_oid)
) strict;

-- One row per large object. Source pg_largeobject_metadata; right: any login.
create table large_object (
  database text not null,                      -- database name
  oid integer not null,                        -- oid
  owner_oid integer not null,                  -- lomowner
  primary key (database, oid)
) strict;
