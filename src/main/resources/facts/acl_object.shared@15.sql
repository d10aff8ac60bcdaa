-- One row per distinct ACL of databases, tablespaces and parameters, as acl_object. Since 15; right: any login.
-- count: select (select count(*) from pg_catalog.pg_database where datacl is not null) + (select count(*) from pg_catalog.pg_tablespace where spcacl is not null) + (select count(*) from pg_catalog.pg_parameter_acl where paracl is not null)
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
  select 'd' as kind, datacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_database where datacl is not null group by datacl
  union all
  select 't' as kind, spcacl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_tablespace where spcacl is not null group by spcacl
  union all
  select 'p' as kind, paracl as acl, pg_catalog.string_agg(oid::text, ',') as members, pg_catalog.min(oid) as smallest
  from pg_catalog.pg_parameter_acl where paracl is not null group by paracl
) g
order by g.kind, g.smallest
