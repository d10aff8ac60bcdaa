-- One row per user mapping. Right: any login.
-- count: select count(*) from pg_catalog.pg_user_mappings
select umid, srvid, umuser from pg_catalog.pg_user_mappings order by umid
