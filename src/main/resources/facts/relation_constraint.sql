-- One row per constraint of tables outside system schemas, before 18: all are enforced. Right: any login. Expressions stay on the server.
-- count: select count(*) from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid where c.relnamespace not in (select oid from pg_catalog.pg_namespace where nspname in ('pg_catalog', 'information_schema') or nspname ~ '^pg_(toast|temp_)')
select k.oid, k.conrelid, pg_catalog.quote_ident(k.conname), k.contype, k.convalidated::int, 1,
       case when k.contype = 'f' then k.confrelid end,
       coalesce(pg_catalog.to_json(k.conkey), '[]'::json)::text,
       coalesce(pg_catalog.to_json(k.confkey), '[]'::json)::text
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp_)'
order by k.oid
