-- One row per table named by a publication, before 15: no row filters, no column lists. Right: any login.
-- count: select count(*) from pg_catalog.pg_publication_rel
select prpubid, prrelid, 0, null::text from pg_catalog.pg_publication_rel order by prpubid, prrelid
