-- One row per table, view, materialized view, foreign table and sequence. Right: any login. No function here takes a lock on a relation.
-- count: select count(*) from pg_catalog.pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S') and relnamespace not in (select oid from pg_catalog.pg_namespace where nspname ~ '^pg_(toast|temp_)')
select c.oid, c.relnamespace, c.relname, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
       c.relkind, c.relpersistence, c.relowner, c.relrowsecurity::int, c.relforcerowsecurity::int,
       case when c.relispartition then i.inhparent end, c.reltablespace,
       coalesce(c.relkind = 'v' and exists (select from pg_catalog.unnest(c.reloptions) as o(item)
                                            where pg_catalog.lower(o.item) ~ '^security_invoker=(t|tr|tru|true|y|ye|yes|on|1)$'), false)::int,
       coalesce(c.relkind = 'v' and exists (select from pg_catalog.unnest(c.reloptions) as o(item)
                                            where pg_catalog.lower(o.item) ~ '^security_barrier=(t|tr|tru|true|y|ye|yes|on|1)$'), false)::int,
       c.reltuples::float8,
       (n.nspname in ('pg_catalog', 'information_schema') or c.oid < 16384)::int, e.extname
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_inherits i on c.relispartition and i.inhrelid = c.oid
left join pg_catalog.pg_depend x on x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and x.objid = c.oid and x.objsubid = 0 and x.deptype = 'e'
left join pg_catalog.pg_extension e on e.oid = x.refobjid
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_(toast|temp_)'
order by c.oid
