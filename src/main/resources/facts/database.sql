-- One row per database. Right: any login. Whether it was read, and why not, is added by the collector.
-- count: select count(*) from pg_catalog.pg_database
select oid, datname, pg_catalog.quote_ident(datname), datdba, datallowconn::int, datistemplate::int, datconnlimit,
       pg_catalog.pg_encoding_to_char(encoding), dattablespace
from pg_catalog.pg_database
order by oid
