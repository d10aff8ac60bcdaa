-- One row per trigger that is not internal. Right: any login. Arguments and conditions stay on the server.
-- count: select count(*) from pg_catalog.pg_trigger where not tgisinternal
select oid, tgrelid, tgname, pg_catalog.quote_ident(tgname), tgfoid, tgenabled, (tgconstraint <> 0)::int
from pg_catalog.pg_trigger
where not tgisinternal
order by oid
