-- One row per schema named by a publication. Since 15; right: any login.
-- count: select count(*) from pg_catalog.pg_publication_namespace
select pnpubid, pnnspid from pg_catalog.pg_publication_namespace order by pnpubid, pnnspid
