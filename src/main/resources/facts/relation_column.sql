-- One row per column of tables, views, materialized and foreign tables outside system schemas. Right: any login.
-- Names of types come from pg_type of this snapshot; only built-in ones, which cannot be renamed, go through format_type().
-- count: select count(*) from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relnamespace not in (select oid from pg_catalog.pg_namespace where nspname in ('pg_catalog', 'information_schema') or nspname ~ '^pg_(toast|temp_)')
with recursive domain as (
  select oid as domain_oid, typbasetype as base_oid from pg_catalog.pg_type where typtype = 'd'
  union all
  select d.domain_oid, t.typbasetype from domain d join pg_catalog.pg_type t on t.oid = d.base_oid and t.typtype = 'd'
), type_name as materialized (
  select t.oid, case when t.oid < 16384 and n.nspname = 'pg_catalog' then pg_catalog.format_type(t.oid, null)
                     when l.oid is not null then pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.typname) || '[]'
                     else pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname) end as name
  from pg_catalog.pg_type t
  join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  left join pg_catalog.pg_type l on l.typarray = t.oid
)
select a.attrelid, a.attnum, a.attname, pg_catalog.quote_ident(a.attname), t.name, b.name, a.attnotnull::int
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join type_name t on t.oid = a.atttypid
left join (select d.domain_oid, y.name from domain d join pg_catalog.pg_type p on p.oid = d.base_oid and p.typtype <> 'd'
           join type_name y on y.oid = d.base_oid) b on b.domain_oid = a.atttypid
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp_)'
order by a.attrelid, a.attnum
