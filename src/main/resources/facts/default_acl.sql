-- One row per ALTER DEFAULT PRIVILEGES, grantee and grantor; grantee -1 stands for an empty list. Right: any login.
select d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, coalesce(x.grantee::bigint, -1), coalesce(x.grantor::bigint, -1),
       coalesce(sum(case x.privilege_type
             when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4 when 'DELETE' then 8 when 'TRUNCATE' then 16
             when 'REFERENCES' then 32 when 'TRIGGER' then 64 when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512
             when 'TEMPORARY' then 1024 when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
             when 'MAINTAIN' then 16384 end::bigint), 0),
       coalesce(sum(case x.privilege_type
             when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4 when 'DELETE' then 8 when 'TRUNCATE' then 16
             when 'REFERENCES' then 32 when 'TRIGGER' then 64 when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512
             when 'TEMPORARY' then 1024 when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
             when 'MAINTAIN' then 16384 end::bigint) filter (where x.is_grantable), 0)
from pg_catalog.pg_default_acl d
left join lateral pg_catalog.aclexplode(d.defaclacl) x on true
group by d.oid, d.defaclrole, d.defaclnamespace, d.defaclobjtype, x.grantee, x.grantor
order by d.oid, x.grantee, x.grantor
