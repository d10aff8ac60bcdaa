-- One row per table named by a publication. Right: any login. The filter's text stays on the server.
-- count: select count(*) from pg_catalog.pg_publication_rel
select prpubid, prrelid, (prqual is not null)::int, pg_catalog.to_json(prattrs::int2[])::text
from pg_catalog.pg_publication_rel
order by prpubid, prrelid
