-- One row per row-security policy. Right: any login. Expressions stay on the server; the constant true is told from the stored tree, without a lock.
-- count: select count(*) from pg_catalog.pg_policy
select oid, polrelid, polname, pg_catalog.quote_ident(polname),
       case polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
       polpermissive::int, (polqual is not null)::int, (polwithcheck is not null)::int,
       coalesce(polqual::text ~ '^\{CONST :consttype 16 .*:constisnull false .*:constvalue 1 \[ 1 ', false)::int,
       coalesce(polwithcheck::text ~ '^\{CONST :consttype 16 .*:constisnull false .*:constvalue 1 \[ 1 ', false)::int
from pg_catalog.pg_policy
order by oid
