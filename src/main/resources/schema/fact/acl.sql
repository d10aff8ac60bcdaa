-- Who was granted what, one row per distinct ACL instead of one per object: an object without a row in acl_object has the built-in default.
-- kind is the letter of acldefault(): r relation, s sequence, c column, d database, n schema, f function, l language, T type,
-- F foreign-data wrapper, S foreign server, t tablespace, L large object, p parameter.
-- Masks: INSERT 1, SELECT 2, UPDATE 4, DELETE 8, TRUNCATE 16, REFERENCES 32, TRIGGER 64, EXECUTE 128, USAGE 256, CREATE 512,
-- TEMPORARY 1024, CONNECT 2048, SET 4096, ALTER SYSTEM 8192, MAINTAIN 16384.

-- One row per object whose ACL is not null. Right: any login. Objects of system schemas too.
create table acl_object (
  database text not null,                      -- database name; '' for database, tablespace and parameter
  kind text not null,                          -- letter as above, not c
  object_oid integer not null,                 -- oid of the object
  acl_id integer not null,                     -- acl_entry.acl_id; an id without entries is the empty ACL {}
  primary key (database, kind, object_oid)
) strict;

-- One row per column whose ACL is not null. Source pg_attribute.attacl; right: any login.
create table acl_column (
  database text not null,                      -- database name
  relation_oid integer not null,               -- attrelid
  number integer not null,                     -- attnum
  name_quoted text not null,                   -- quote_ident(attname): who reads grants need not read relation_column
  acl_id integer not null,                     -- acl_entry.acl_id with kind c
  primary key (database, relation_oid, number)
) strict;

-- One row per distinct ACL, grantee and grantor. From aclexplode(): OIDs only, names come from role.
create table acl_entry (
  database text not null,                      -- as acl_object
  kind text not null,                          -- letter as above
  acl_id integer not null,                     -- 1.. within database and kind, in order of the smallest member
  grantee_oid integer not null,                -- role.oid, 0 = PUBLIC; an oid that is no role is a dangling entry
  grantor_oid integer not null,                -- role.oid
  privileges integer not null,                 -- mask of privileges granted
  grantable integer not null,                  -- mask of privileges granted with grant option
  primary key (database, kind, acl_id, grantee_oid, grantor_oid)
) strict;

-- One row per kind and grantee of acldefault(kind, owner), read from the server.
create table acl_builtin (
  kind text not null,                          -- letter as above
  grantee text not null,                       -- 'owner' or 'public'
  privileges integer not null,                 -- mask
  primary key (kind, grantee)
) strict;

-- One row per ALTER DEFAULT PRIVILEGES, grantee and grantor. Source pg_default_acl; right: any login.
create table default_acl (
  database text not null,                      -- database name
  oid integer not null,                        -- pg_default_acl.oid
  role_oid integer not null,                   -- defaclrole: objects created by this role
  schema_oid integer not null,                 -- defaclnamespace; 0 = global, which replaces the built-in default; others only add
  object_kind text not null,                   -- r relation, S sequence, f function, T type, n schema, L large object (18)
  grantee_oid integer not null,                -- role.oid, 0 = PUBLIC, -1 = no entry at all ({})
  grantor_oid integer not null,                -- role.oid, -1 with grantee -1
  privileges integer not null,                 -- mask
  grantable integer not null,                  -- mask
  primary key (database, oid, grantee_oid, grantor_oid)
) strict;

-- One row per initial privilege of an object. Source pg_init_privs; right: any login. From initdb (i) and extensions (e).
create table initial_acl (
  database text not null,                      -- database name
  class text not null,                         -- catalog of the object: pg_class, pg_proc, ...
  object_oid integer not null,                 -- objoid
  sub_number integer not null,                 -- objsubid: column number or 0
  origin text not null,                        -- privtype: i initdb, e extension
  grantee_oid integer not null,                -- role.oid, 0 = PUBLIC
  grantor_oid integer not null,                -- role.oid
  privileges integer not null,                 -- mask
  grantable integer not null,                  -- mask
  primary key (database, class, object_oid, sub_number, grantee_oid, grantor_oid)
) strict;
