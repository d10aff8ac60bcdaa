-- One row per kind and grantee of the built-in default ACL, taken from the server for the bootstrap role as owner. Right: any login.
select k.kind, case x.grantee when 0 then 'public' else 'owner' end,
       sum(case x.privilege_type
             when 'INSERT' then 1 when 'SELECT' then 2 when 'UPDATE' then 4 when 'DELETE' then 8 when 'TRUNCATE' then 16
             when 'REFERENCES' then 32 when 'TRIGGER' then 64 when 'EXECUTE' then 128 when 'USAGE' then 256 when 'CREATE' then 512
             when 'TEMPORARY' then 1024 when 'CONNECT' then 2048 when 'SET' then 4096 when 'ALTER SYSTEM' then 8192
             when 'MAINTAIN' then 16384 end::bigint)
from pg_catalog.unnest('{r,s,c,d,n,f,l,T,F,S,t,L}'::text[]) as k(kind)
cross join lateral pg_catalog.aclexplode(pg_catalog.acldefault(k.kind::"char", 10)) x
group by k.kind, x.grantee
order by k.kind, x.grantee
