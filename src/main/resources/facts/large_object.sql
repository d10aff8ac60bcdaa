-- One row per large object. Right: any login. Its content is not read.
-- count: select count(*) from pg_catalog.pg_largeobject_metadata
select oid, lomowner from pg_catalog.pg_largeobject_metadata order by oid
