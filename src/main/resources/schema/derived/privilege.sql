-- Rows that the privilege engine derives from facts. Object names are those of the facts; kind is the word that command access prints.
-- Systems of 5,000 roles and 100,000 relations stay small: rights on all objects are asked of the engine, not stored here.

-- One row per role and other role that it reaches through memberships, ADMIN OPTION or CREATEROLE. A superuser's reach to all roles has no rows; by CREATEROLE (before 16) only predefined roles and roles with attributes have.
create table role_reach (
  role_oid integer not null,                   -- role.oid of the one that reaches
  target_oid integer not null,                 -- role.oid of the one that is reached; never equal to role_oid
  database text not null,                      -- '' for every database; a name where only the implicit membership in pg_database_owner leads there
  is_member integer not null,                  -- 1: pg_has_role(.., 'MEMBER') for a role that is no superuser
  inherits integer not null,                   -- 1: uses the target's rights at once, pg_has_role(.., 'USAGE')
  can_set integer not null,                    -- 1: may SET ROLE to the target
  has_admin integer not null,                  -- 1: may grant the target on, pg_has_role(.., 'MEMBER WITH ADMIN OPTION')
  can_obtain integer not null,                 -- 1: may act as the target, if need be after granting itself memberships it is entitled to grant
  verdict text not null,                       -- strongest of inherited, set role, obtainable, member only (16: neither inherits nor may set)
  path text not null,                          -- shortest chain for the verdict, role names joined by an arrow
  primary key (role_oid, target_oid, database)
) strict;

-- One row per role and way to rights that equal a superuser's, or to all data and password verifiers.
create table superuser_equivalent (
  role_oid integer not null,                   -- role.oid
  means text not null,                         -- superuser, superuser membership, server programs, server file write, server file read, createrole, untrusted function, all data read, replication, system parameter, provider administrator
  subject text not null,                       -- what it goes through: a role, function or parameter as the server prints it, prefixed by its database
  is_login integer not null,                   -- 1: the role itself can log in
  is_bootstrap integer not null,               -- 1: oid 10
  path text not null,                          -- chain of roles, names joined by an arrow
  sentence text not null,                      -- the way in words
  primary key (role_oid, means, subject)
) strict;

-- One row per privilege that PUBLIC holds on an object, explicit or by built-in default. System objects are left out, schema public is not one.
create table public_privilege (
  database text not null,                      -- database name; '' for tablespace and parameter
  kind text not null,                          -- table, sequence, view, materialized view, foreign table, column, schema, database, function, language, foreign data wrapper, foreign server, type, tablespace, large object, parameter
  object_oid integer not null,                 -- oid of the object; of the relation for a column
  sub_number integer not null,                 -- column number; 0 for all other kinds
  privilege text not null,                     -- as has_*_privilege names it
  object text not null,                        -- name as the server prints it
  schema_oid integer,                          -- schema it lives in, its own oid for a schema; null = none
  owner_oid integer not null,                  -- role.oid
  is_default integer not null,                 -- 1: the object has no ACL, the built-in default grants it
  extension text,                              -- extension it is a member of; null = none
  primary key (database, kind, object_oid, sub_number, privilege)
) strict;

-- One row per object and grantee, not its owner, that holds grant options on it. System objects and extension members are left out.
create table grant_option (
  database text not null,                      -- database name; '' for tablespace and parameter
  kind text not null,                          -- as public_privilege
  object_oid integer not null,                 -- oid of the object; of the relation for a column
  sub_number integer not null,                 -- column number; 0 for all other kinds
  grantee_oid integer not null,                -- role.oid
  object text not null,                        -- name as the server prints it
  owner_oid integer not null,                  -- role.oid
  privileges text not null,                    -- privileges it may grant on, sorted, joined by ', '
  chain text not null,                         -- from the owner over each grantor to the grantee, joined by an arrow
  granted_on integer not null,                 -- grantees that already received a privilege from it
  primary key (database, kind, object_oid, sub_number, grantee_oid)
) strict;

-- One row per login role (no superuser), classified relation and privilege that it can use in any way. A SECURITY DEFINER function that PUBLIC may execute has one row for all roles; with more than 20,000 pairs of login role and classified relation, any such function is told of the roles it is granted to, without their members, and what a chain of roles ends in is proved once a relation and privilege (the chains themselves by role_reach). Not provided without a data map.
create table table_access (
  database text not null,                      -- database name
  relation_oid integer not null,               -- relation.oid
  role_oid integer not null,                   -- role.oid; 0 = every role
  privilege text not null,                     -- SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER or MAINTAIN
  relation text not null,                      -- schema.table as the server prints it
  reach text not null,                         -- strongest usable of: inherited, columns, partition (through another table of the partition tree), inheritance (the same between tables that inherit), view, set role, owner self-grant, obtainable, security definer
  is_certain integer not null,                 -- 0: depends on what a function or a view that may be updatable does; its text stays on the server
  has_connect integer not null,                -- 1: CONNECT on the database by the same reach
  has_usage integer not null,                  -- 1: USAGE on the schema of the table, or of the view or function it goes through
  rls_effect text not null,                    -- none, applies, bypassed by owner, bypassed by BYPASSRLS, bypassed by superuser, bypassed by copy, deny all (enabled without policy)
  via_object text,                             -- view, function or other table of the tree it goes through; null = the table itself
  path text not null,                          -- owner, PUBLIC, or the chain of roles, names joined by an arrow
  sentence text not null,                      -- the way in words
  primary key (database, relation_oid, role_oid, privilege)
) strict;

-- One row per login role (no superuser), database and privilege on relations: how many it holds at once, without SET ROLE. Its own relations, system objects and extension members are not counted.
create table role_privilege (
  database text not null,                      -- database name
  role_oid integer not null,                   -- role.oid
  privilege text not null,                     -- SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER or MAINTAIN
  relations integer not null,                  -- relations of kind table, partitioned, foreign, view and materialized view
  owned integer not null,                      -- of these, held as member of the owner
  example text not null,                       -- first of them by name
  path text not null,                          -- path to the example
  primary key (database, role_oid, privilege)
) strict;

-- One row per schema of a search_path that is in force: of login roles in each database that they may connect to, and of SECURITY DEFINER functions that pin one.
create table search_path_entry (
  database text not null,                      -- database name
  holder text not null,                        -- role or function
  holder_oid integer not null,                 -- role.oid or function.oid
  position integer not null,                   -- 1.. as written; pg_catalog, which comes first when not named, has no row
  source text not null,                        -- default, all roles, database, role, role in database, function
  entry text not null,                         -- as written, "$user" resolved
  schema_oid integer,                          -- schema.oid; null = no such schema, or pg_temp
  is_writable_by_public integer not null,      -- 1: PUBLIC has CREATE on it
  writers integer not null,                    -- roles that have CREATE on it, other than the holder (or the function's owner), superusers, the schema's owner and its members
  example text,                                -- first of these writers by name; null = none
  has_later integer not null,                  -- 1: another existing schema follows, so that an object planted here shadows one there
  primary key (database, holder, holder_oid, position)
) strict;

-- One row per view (materialized too) and table below it, through any number of views.
create table view_exposure (
  database text not null,                      -- database name
  view_oid integer not null,                   -- relation.oid of the view
  relation_oid integer not null,               -- relation.oid of the table at the end
  path text not null,                          -- names from view to table, joined by an arrow
  checked_as_oid integer,                      -- role.oid whose rights and policies count at the table; null = the caller's (security_invoker)
  is_copy integer not null,                    -- 1: a materialized view on the way holds rows as of its last refresh
  table_has_rls integer not null,              -- relation.has_rls of the table
  bypass text not null,                        -- why policies do not bind whom the view reads as: none, owner, superuser, BYPASSRLS, copy
  readers integer not null,                    -- login roles (no superusers) with SELECT on the view
  primary key (database, view_oid, relation_oid)
) strict;
