-- One row per policy and role that it applies to, 0 for PUBLIC. Right: any login.
-- count: select coalesce(sum(pg_catalog.cardinality(polroles)), 0) from pg_catalog.pg_policy
select p.oid, r.role_oid
from pg_catalog.pg_policy p, pg_catalog.unnest(p.polroles) as r(role_oid)
order by p.oid, r.role_oid
