-- One row per base, domain, enum, range, multirange, pseudo and stand-alone composite type; no arrays, no row types. Right: any login.
select t.oid, t.typnamespace, t.typname, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname),
       t.typtype, t.typowner, g.rngtypid,
       (n.nspname in ('pg_catalog', 'information_schema') or t.oid < 16384)::int, e.extname
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
left join pg_catalog.pg_type a on a.typarray = t.oid
left join pg_catalog.pg_depend x on x.classid = 'pg_catalog.pg_type'::pg_catalog.regclass and x.objid = t.oid and x.objsubid = 0 and x.deptype = 'e'
left join pg_catalog.pg_extension e on e.oid = x.refobjid
left join pg_catalog.pg_range g on g.rngmultitypid = t.oid
where a.oid is null and (t.typrelid = 0 or c.relkind = 'c') and n.nspname !~ '^pg_(toast|temp_)'
order by t.oid
