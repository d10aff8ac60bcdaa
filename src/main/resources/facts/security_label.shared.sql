-- One row per security label of a role, database or tablespace. Right: any login.
-- count: select count(*) from pg_catalog.pg_shseclabel
select objtype, objname, provider, label
from pg_catalog.pg_seclabels
where objtype in ('role', 'database', 'tablespace')
order by objtype, objname, provider
