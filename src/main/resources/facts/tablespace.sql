-- One row per tablespace. Right: any login.
-- count: select count(*) from pg_catalog.pg_tablespace
select oid, spcname, pg_catalog.quote_ident(spcname), spcowner, pg_catalog.pg_tablespace_location(oid)
from pg_catalog.pg_tablespace
order by oid
