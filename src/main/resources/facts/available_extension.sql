-- One row per extension that the server offers. Right: any login.
-- count: select count(*) from pg_catalog.pg_available_extensions
select name, default_version from pg_catalog.pg_available_extensions order by name
