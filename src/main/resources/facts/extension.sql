-- One row per installed extension. Right: any login.
-- count: select count(*) from pg_catalog.pg_extension
select oid, extname, pg_catalog.quote_ident(extname), extnamespace, extowner, extversion
from pg_catalog.pg_extension
order by oid
