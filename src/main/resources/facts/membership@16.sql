-- One row per grant of membership. Right: any login.
-- count: select count(*) from pg_catalog.pg_auth_members
select roleid, member, grantor, admin_option::int, inherit_option::int, set_option::int
from pg_catalog.pg_auth_members
order by roleid, member, grantor
