-- One row per role: the class of its password verifier. Right: superuser. The verifier itself stays on the server.
-- count: select count(*) from pg_catalog.pg_roles
-- right: superuser, or EXECUTE on pgevidence.password_types() as pgevidence reader-role installs it
-- remedy: Run the SQL of "pgevidence reader-role" as a superuser in the database that is named first.
select oid,
       case when rolpassword is null then 'none'
            when rolpassword ~ '^SCRAM-SHA-256\$[0-9]+:' then 'scram-sha-256'
            when rolpassword ~ '^md5[0-9a-f]{32}$' then 'md5'
            else 'unrecognized' end,
       pg_catalog.substring(rolpassword, '^SCRAM-SHA-256\$([0-9]{1,9}):')::int
from pg_catalog.pg_authid
order by oid
