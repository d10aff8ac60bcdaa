-- One row per option of a user mapping; only the value of user is kept. Right: superuser; the view shows others NULL without an error, so the table itself is read.
-- right: superuser
-- remedy: Collect once as a superuser; no grant opens pg_user_mapping without opening the passwords in it.
-- count: select coalesce(sum(pg_catalog.cardinality(umoptions)), 0) from pg_catalog.pg_user_mapping
select m.oid, pg_catalog.split_part(o.item, '=', 1),
       case when pg_catalog.split_part(o.item, '=', 1) = 'user' and o.item !~* :secret_pattern
              then pg_catalog.substr(o.item, 6) end,
       pg_catalog.length(o.item) - pg_catalog.strpos(o.item, '=')
from pg_catalog.pg_user_mapping m, pg_catalog.unnest(m.umoptions) as o(item)
order by m.oid, pg_catalog.split_part(o.item, '=', 1)
