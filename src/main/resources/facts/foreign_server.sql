-- One row per foreign server. Right: any login. Options by allow-list.
-- count: select count(*) from pg_catalog.pg_foreign_server
select s.oid, s.srvname, pg_catalog.quote_ident(s.srvname), s.srvowner, s.srvfdw,
       o.host, o.port, o.dbname, o.sslmode, coalesce(o.names, '[]'::json)::text, coalesce(o.has_password, false)::int
from pg_catalog.pg_foreign_server s
cross join lateral (
  select pg_catalog.max(i.value) filter (where i.name = 'host' and not i.is_secret) as host,
         pg_catalog.max(i.value) filter (where i.name = 'port' and not i.is_secret) as port,
         pg_catalog.max(i.value) filter (where i.name = 'dbname' and not i.is_secret) as dbname,
         pg_catalog.max(i.value) filter (where i.name = 'sslmode' and not i.is_secret) as sslmode,
         pg_catalog.json_agg(i.name order by i.name) as names,
         pg_catalog.bool_or(i.name ~* 'password|secret|token|key' or i.is_secret) as has_password
  from (select pg_catalog.split_part(u.item, '=', 1) as name,
               pg_catalog.substr(u.item, pg_catalog.strpos(u.item, '=') + 1) as value,
               pg_catalog.substr(u.item, pg_catalog.strpos(u.item, '=') + 1) ~* :secret_pattern as is_secret
        from pg_catalog.unnest(s.srvoptions) as u(item)) i
) o
order by s.oid
