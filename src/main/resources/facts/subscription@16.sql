-- One row per subscription of any database. Right: any login. The connection string is not read.
-- count: select count(oid) from pg_catalog.pg_subscription
select s.oid, d.datname, s.subname, pg_catalog.quote_ident(s.subname), s.subowner, s.subenabled::int, s.subslotname,
       pg_catalog.to_json(s.subpublications)::text, s.subpasswordrequired::int, s.subrunasowner::int
from pg_catalog.pg_subscription s
join pg_catalog.pg_database d on d.oid = s.subdbid
order by s.oid
