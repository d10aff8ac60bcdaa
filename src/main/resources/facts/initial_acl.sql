-- One row per initial privilege of an object, from initdb (i) and extensions (e), by grantee and grantor. Right: any login.
select c.relname, p.objoid, p.objsubid, p.privtype, x.grantee, x.grantor,
       sum(case x.privilege_type
             when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4 when 'DELETE' then 8 when 'TRUNCATE' then 16
             when 'REFERENCES' then 32 when 'TRIGGER' then 64 when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512
             when 'TEMPORARY' then 1024 when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
             when 'MAINTAIN' then 16384 end::bigint),
       coalesce(sum(case x.privilege_type
             when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4 when 'DELETE' then 8 when 'TRUNCATE' then 16
             when 'REFERENCES' then 32 when 'TRIGGER' then 64 when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512
             when 'TEMPORARY' then 1024 when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
             when 'MAINTAIN' then 16384 end::bigint) filter (where x.is_grantable), 0)
from pg_catalog.pg_init_privs p
join pg_catalog.pg_class c on c.oid = p.classoid
cross join lateral pg_catalog.aclexplode(p.initprivs) x
group by c.relname, p.objoid, p.objsubid, p.privtype, x.grantee, x.grantor
order by c.relname, p.objoid, p.objsubid, x.grantee, x.grantor
