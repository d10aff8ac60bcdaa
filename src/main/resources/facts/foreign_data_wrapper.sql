-- One row per foreign-data wrapper. Right: any login. Options stay on the server.
-- count: select count(*) from pg_catalog.pg_foreign_data_wrapper
select f.oid, f.fdwname, pg_catalog.quote_ident(f.fdwname), f.fdwowner, e.extname
from pg_catalog.pg_foreign_data_wrapper f
left join pg_catalog.pg_depend x on x.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass and x.objid = f.oid and x.objsubid = 0 and x.deptype = 'e'
left join pg_catalog.pg_extension e on e.oid = x.refobjid
order by f.oid
