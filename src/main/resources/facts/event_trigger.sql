-- One row per event trigger. Right: any login.
-- count: select count(*) from pg_catalog.pg_event_trigger
select oid, evtname, pg_catalog.quote_ident(evtname), evtevent, evtowner, evtfoid, evtenabled
from pg_catalog.pg_event_trigger
order by oid
