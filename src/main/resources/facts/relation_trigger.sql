-- One row per trigger that is not internal, and per internal one (foreign keys, partitions) that was switched off. Right: any login. Arguments and conditions stay on the server.
-- count: select count(*) from pg_catalog.pg_trigger where not tgisinternal or tgenabled <> 'O'
select oid, tgrelid, tgname, pg_catalog.quote_ident(tgname), tgfoid, tgenabled, (tgconstraint <> 0)::int
from pg_catalog.pg_trigger
where not tgisinternal or tgenabled <> 'O'
order by oid
