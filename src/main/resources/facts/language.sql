-- One row per procedural language. Right: any login.
-- count: select count(*) from pg_catalog.pg_language
select l.oid, l.lanname, pg_catalog.quote_ident(l.lanname), l.lanowner, l.lanpltrusted::int, l.lanispl::int, e.extname
from pg_catalog.pg_language l
left join pg_catalog.pg_depend x on x.classid = 'pg_catalog.pg_language'::pg_catalog.regclass and x.objid = l.oid and x.objsubid = 0 and x.deptype = 'e'
left join pg_catalog.pg_extension e on e.oid = x.refobjid
order by l.oid
