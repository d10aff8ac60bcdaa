-- One row per publication. Right: any login.
-- count: select count(*) from pg_catalog.pg_publication
select oid, pubname, pg_catalog.quote_ident(pubname), pubowner, puballtables::int,
       pg_catalog.to_json(pg_catalog.array_remove(array[
         case when pubinsert then 'insert' end, case when pubupdate then 'update' end,
         case when pubdelete then 'delete' end, case when pubtruncate then 'truncate' end], null))::text
from pg_catalog.pg_publication
order by oid
