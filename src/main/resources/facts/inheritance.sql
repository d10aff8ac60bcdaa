-- One row per table and table that it inherits from; partitions are told by relation. Right: any login.
-- count: select count(*) from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid where not c.relispartition and c.relkind in ('r', 'f')
select i.inhrelid, i.inhparent
from pg_catalog.pg_inherits i
join pg_catalog.pg_class c on c.oid = i.inhrelid
where c.relkind in ('r', 'f') and not c.relispartition
order by i.inhrelid, i.inhparent
