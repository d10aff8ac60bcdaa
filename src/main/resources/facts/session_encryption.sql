-- One row per session: how its line is encrypted. Right: pg_read_all_stats; others see rows without details.
-- requires: pg_read_all_stats
-- right: pg_read_all_stats (part of pg_monitor)
-- remedy: grant pg_monitor to {role};
select s.pid, s.ssl::int, s.version, s.cipher, s.bits, (s.client_dn is not null)::int,
       g.gss_authenticated::int, g.encrypted::int
from pg_catalog.pg_stat_ssl s
left join pg_catalog.pg_stat_gssapi g on g.pid = s.pid
where s.ssl is not null
order by s.pid
