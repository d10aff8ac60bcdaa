-- One row per view and relation that its rule reads. Right: any login. From dependencies, so the view's text stays on the server.
select distinct r.ev_class, d.refobjid
from pg_catalog.pg_rewrite r
join pg_catalog.pg_class c on c.oid = r.ev_class and c.relkind in ('v', 'm')
join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = r.oid
                           and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid <> r.ev_class
join pg_catalog.pg_class t on t.oid = d.refobjid and t.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
where r.ev_type = '1'
order by r.ev_class, d.refobjid
