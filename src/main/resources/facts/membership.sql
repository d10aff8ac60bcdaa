-- One row per grant of membership, before 16: whether it inherits is the member's attribute, and SET ROLE is always possible. Right: any login.
-- count: select count(*) from pg_catalog.pg_auth_members
select m.roleid, m.member, m.grantor, m.admin_option::int, r.rolinherit::int, 1
from pg_catalog.pg_auth_members m
join pg_catalog.pg_roles r on r.oid = m.member
order by m.roleid, m.member, m.grantor
