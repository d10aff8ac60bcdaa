-- One row per security label of an object of this database. Right: any login.
-- count: select count(*) from pg_catalog.pg_seclabel
select objtype, objname, provider, label
from pg_catalog.pg_seclabels
where objtype not in ('role', 'database', 'tablespace')
order by objtype, objname, provider
