-- One row per function, procedure, aggregate and window function, but for the 3,000 that PostgreSQL is built from and nobody touched: internal, of the bootstrap superuser, without ACL, SECURITY DEFINER or setting. Right: any login. Of the source text only its digest and what patterns found leave the server.
-- count: select count(*) from pg_catalog.pg_proc as p where p.oid >= 16384 or p.proowner <> 10 or p.proacl is not null or p.prosecdef or p.proconfig is not null or p.prolang <> (select l.oid from pg_catalog.pg_language as l where l.lanname = 'internal')
with routine as materialized (
  select p.* from pg_catalog.pg_proc p
  where p.oid >= 16384 or p.proowner <> 10 or p.proacl is not null or p.prosecdef or p.proconfig is not null
        or p.prolang <> (select l.oid from pg_catalog.pg_language as l where l.lanname = 'internal')
), type_name as materialized (
  select t.oid, case when t.oid < 16384 and n.nspname = 'pg_catalog' then pg_catalog.format_type(t.oid, null)
                     when l.oid is not null then pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.typname) || '[]'
                     else pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname) end as name
  from pg_catalog.pg_type t
  join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  left join pg_catalog.pg_type l on l.typarray = t.oid
  where t.oid in (select pg_catalog.unnest(p.proargtypes) from routine p)
), arguments as materialized (
  select p.oid, pg_catalog.string_agg(t.name, ', ' order by a.position) as list
  from routine p
  cross join lateral pg_catalog.unnest(p.proargtypes) with ordinality as a(type_oid, position)
  join type_name t on t.oid = a.type_oid
  group by p.oid
)
select p.oid, p.pronamespace, p.proname, coalesce(a.list, ''),
       pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) || '(' || coalesce(a.list, '') || ')',
       p.prokind, p.proowner, p.prolang, p.prosecdef::int, p.proleakproof::int,
       (select pg_catalog.substr(s.item, 13) from pg_catalog.unnest(p.proconfig) as s(item) where s.item like 'search\_path=%'),
       coalesce((select pg_catalog.json_agg(pg_catalog.split_part(s.item, '=', 1) order by s.item)
                 from pg_catalog.unnest(p.proconfig) as s(item)), '[]'::json)::text,
       (n.nspname in ('pg_catalog', 'information_schema') or p.oid < 16384)::int, e.extname,
       case when l.lanname not in ('internal', 'c')
              then pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(p.prosrc, 'UTF8')), 'hex') end,
       (p.oid >= 16384 and p.prosrc ~* :password_literal)::int,
       (p.oid >= 16384 and p.prosrc ~* :key_literal)::int,
       (p.oid >= 16384 and l.lanname not in ('internal', 'c') and p.prosrc ~* '\mdblink')::int,
       (l.lanname = 'plpgsql' and p.prosrc ~* '\mexecute\M')::int
from routine p
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
join pg_catalog.pg_language l on l.oid = p.prolang
left join arguments a on a.oid = p.oid
left join pg_catalog.pg_depend x on x.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and x.objid = p.oid and x.objsubid = 0 and x.deptype = 'e'
left join pg_catalog.pg_extension e on e.oid = x.refobjid
order by p.oid
