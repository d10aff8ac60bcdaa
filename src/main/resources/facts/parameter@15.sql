-- One row per parameter with an entry in pg_parameter_acl. Since 15; right: any login.
-- count: select count(*) from pg_catalog.pg_parameter_acl
select oid, parname from pg_catalog.pg_parameter_acl order by oid
