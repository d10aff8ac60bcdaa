-- One row per relation that pgaudit's audit role holds grants on: these accesses leave a trail. Masks as in acl_entry.
create view audited_relation as
select acl_object.database, acl_object.object_oid as oid,
       max(privileges & 1) | max(privileges & 2) | max(privileges & 4) | max(privileges & 8) as privileges
from setting
join role on role.name = setting.value
join acl_entry on acl_entry.grantee_oid = role.oid and acl_entry.kind = 'r'
join acl_object on acl_object.database = acl_entry.database and acl_object.kind = acl_entry.kind and acl_object.acl_id = acl_entry.acl_id
where setting.name = 'pgaudit.role' and setting.value <> ''
group by acl_object.database, acl_object.object_oid;
