-- One row per distinct ACL of columns, with the columns that carry it as JSON arrays of relation, number and quoted name. Right: any login.
-- count: select count(*) from pg_catalog.pg_attribute where attacl is not null and not attisdropped
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
  select 'c' as kind, attacl as acl, pg_catalog.json_agg(pg_catalog.json_build_array(attrelid::bigint, attnum, pg_catalog.quote_ident(attname)))::text as members,
         pg_catalog.min(attrelid::bigint * 65536 + attnum) as smallest
  from pg_catalog.pg_attribute where attacl is not null and not attisdropped group by attacl
) g
order by g.kind, g.smallest
