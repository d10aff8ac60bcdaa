-- One row per schema but TOAST and temporary ones. Right: any login.
-- count: select count(*) from pg_catalog.pg_namespace where nspname not like 'pg\_toast%' and nspname not like 'pg\_temp\_%'
select n.oid, n.nspname, pg_catalog.quote_ident(n.nspname), n.nspowner,
       (n.nspname in ('pg_catalog', 'information_schema'))::int, e.extname
from pg_catalog.pg_namespace n
left join pg_catalog.pg_depend x on x.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and x.objid = n.oid and x.objsubid = 0 and x.deptype = 'e'
left join pg_catalog.pg_extension e on e.oid = x.refobjid
where n.nspname !~ '^pg_(toast|temp_)'
order by n.oid
