-- One row per distinct ACL with the objects that carry it and its entries as grantee, grantor, mask; grant options in the upper 32 bits.
-- Right: any login. OIDs only: the text of an ACL follows the latest names, not those of the snapshot.
-- count: select (select count(*) from pg_catalog.pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relacl is not null) + (select count(*) from pg_catalog.pg_namespace where nspacl is not null) + (select count(*) from pg_catalog.pg_proc where proacl is not null) + (select count(*) from pg_catalog.pg_language where lanacl is not null) + (select count(*) from pg_catalog.pg_type where typacl is not null) + (select count(*) from pg_catalog.pg_foreign_data_wrapper where fdwacl is not null) + (select count(*) from pg_catalog.pg_foreign_server where srvacl is not null) + (select count(*) from pg_catalog.pg_largeobject_metadata where lomacl is not null)
select g.kind, g.members,
       (select pg_catalog.string_agg(z.grantee || ',' || z.grantor || ',' || z.mask, ';' order by z.grantee, z.grantor)
        from (select x.grantee, x.grantor,
                     sum(case x.privilege_type
             when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4 when 'DELETE' then 8 when 'TRUNCATE' then 16
             when 'REFERENCES' then 32 when 'TRIGGER' then 64 when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512
             when 'TEMPORARY' then 1024 when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
             when 'MAINTAIN' then 16384 end::bigint * case when x.is_grantable then 4294967297 else 1 end)::bigint as mask
              from pg_catalog.aclexplode(g.acl) x group by x.grantee, x.grantor) z)
from (
  select 'r' as kind, relacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_class where relacl is not null and relkind in ('r', 'p', 'v', 'm', 'f') group by relacl
  union all
  select 's' as kind, relacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_class where relacl is not null and relkind = 'S' group by relacl
  union all
  select 'n' as kind, nspacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_namespace where nspacl is not null group by nspacl
  union all
  select 'f' as kind, proacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_proc where proacl is not null group by proacl
  union all
  select 'l' as kind, lanacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_language where lanacl is not null group by lanacl
  union all
  select 'T' as kind, typacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_type where typacl is not null group by typacl
  union all
  select 'F' as kind, fdwacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_foreign_data_wrapper where fdwacl is not null group by fdwacl
  union all
  select 'S' as kind, srvacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_foreign_server where srvacl is not null group by srvacl
  union all
  select 'L' as kind, lomacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_largeobject_metadata where lomacl is not null group by lomacl
) g
order by g.kind, g.smallest
