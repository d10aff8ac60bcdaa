-- One row per role. Right: any login. A comment's text is not read, only whether there is one.
-- count: select count(*) from pg_catalog.pg_roles
select r.oid, r.rolname, pg_catalog.quote_ident(r.rolname),
       r.rolsuper::int, r.rolcanlogin::int, r.rolinherit::int, r.rolcreaterole::int, r.rolcreatedb::int,
       r.rolreplication::int, r.rolbypassrls::int, r.rolconnlimit,
       case when pg_catalog.isfinite(r.rolvaliduntil)
              then pg_catalog.to_char(r.rolvaliduntil at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            else r.rolvaliduntil::text end,
       (r.oid < 16384 and r.rolname like 'pg\_%')::int,
       exists (select from pg_catalog.pg_shdescription d
               where d.objoid = r.oid and d.classoid = 'pg_catalog.pg_authid'::pg_catalog.regclass)::int
from pg_catalog.pg_roles r
order by r.oid
