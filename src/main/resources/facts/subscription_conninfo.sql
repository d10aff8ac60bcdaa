-- One row per subscription: host, port and sslmode of its connection string, and whether it holds a password. Right: superuser.
-- Passwords are cut out before anything is looked for, so that no part of one can pass as a host.
-- right: superuser
-- remedy: Collect once as a superuser; no grant opens pg_subscription.subconninfo without opening the passwords in it.
with cut as (
  select oid, subconninfo as whole,
         pg_catalog.regexp_replace(
           pg_catalog.regexp_replace(
             pg_catalog.regexp_replace(subconninfo,
               '(password|passfile|sslkey|oauth_client_secret|user)\s*=\s*(''(\\.|[^''\\])*(''|$)|(\\.|[^\s''\\&])*)', ' ', 'gi'),
             '(\w+)\s*=\s*''([A-Za-z0-9._:/-]*)''', '\1=\2', 'g'),
           '''(\\.|[^''\\])*(''|$)', ' ', 'g') as text
  from pg_catalog.pg_subscription
), plain as (
  select oid, whole, pg_catalog.regexp_replace(text, '://([^/?#\s]*@)?', '://', 'g') as text from cut
)
select oid,
       coalesce(pg_catalog.substring(text, '(?:^|[\s?&])host\s*=\s*([A-Za-z0-9._:/-]+)'),
                pg_catalog.substring(text, '^\s*postgres(?:ql)?://([A-Za-z0-9._-]+)')),
       coalesce(pg_catalog.substring(text, '(?:^|[\s?&])port\s*=\s*([0-9]+)'),
                pg_catalog.substring(text, '^\s*postgres(?:ql)?://[A-Za-z0-9._-]+:([0-9]+)')),
       pg_catalog.substring(text, '(?:^|[\s?&])sslmode\s*=\s*([a-z-]+)'),
       (whole ~* 'password\s*=' or whole ~ '://[^/?#\s]*:[^/?#\s]*@')::int
from plain
order by oid
