-- One row per relation that pgaudit's audit role holds grants on, itself or through memberships that it inherits: these accesses leave a trail.
-- Grants to PUBLIC do not count, as pgaudit skips them. Masks as in acl_entry.
create view audited_relation as
with auditor as (
  select role.oid from setting join role on role.name = setting.value where setting.name = 'pgaudit.role' and setting.value <> ''
), grantee as (
  select oid from auditor union select target_oid from role_reach join auditor on auditor.oid = role_oid where inherits and database = '')
select acl_object.database, acl_object.object_oid as oid,
       max(privileges & 1) | max(privileges & 2) | max(privileges & 4) | max(privileges & 8) as privileges
from grantee join acl_entry on acl_entry.grantee_oid = grantee.oid and acl_entry.kind = 'r'
join acl_object on acl_object.database = acl_entry.database and acl_object.kind = acl_entry.kind and acl_object.acl_id = acl_entry.acl_id
group by acl_object.database, acl_object.object_oid;
