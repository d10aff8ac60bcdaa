-- One row per object (no relation), grantee and privilege granted: the statements that revoke it and grant it again, for up to two grantors.
-- A superuser revokes as the owner, which leaves grants by others alone: those are revoked in the name of their grantor.
create view object_grant as
with owned as (
  select database, 'n' as kind, oid, owner_oid, 'schema ' || name_quoted as object from schema union all
  select database, 'f', oid, owner_oid, 'routine ' || name_quoted from function union all
  select database, 'S', oid, owner_oid, 'foreign server ' || name_quoted from foreign_server union all
  select database, 'F', oid, owner_oid, 'foreign data wrapper ' || name_quoted from foreign_data_wrapper union all
  select '', 'd', oid, owner_oid, 'database ' || name_quoted from database
), privilege (mask, word) as (values (128, 'execute'), (256, 'usage'), (512, 'create'), (1024, 'temporary'), (2048, 'connect')),
written as (
  select entry.database, entry.kind, object_oid, grantee_oid, mask, word || ' on ' || object as what,
         iif(grantee_oid = 0, 'public', grantee.name_quoted) as whom, iif(grantable & mask, ' with grant option', '') as option,
         iif(grantor_oid = owner_oid or grantor.oid is null, '', 'set role ' || grantor.name_quoted || '; ') as before,
         iif(grantor_oid = owner_oid or grantor.oid is null, '', '; reset role') as after
  from acl_object join acl_entry as entry using (database, kind, acl_id) join owned on owned.database = entry.database and owned.kind = entry.kind and owned.oid = object_oid
  join privilege on privileges & mask left join role as grantee on grantee.oid = grantee_oid left join role as grantor on grantor.oid = grantor_oid)
select database, kind, object_oid, grantee_oid, mask,
       min(before || 'revoke ' || what || ' from ' || whom || after)
         || iif(count(*) = 1, '', '; ' || max(before || 'revoke ' || what || ' from ' || whom || after)) as revoked,
       min(before || 'grant ' || what || ' to ' || whom || option || after)
         || iif(count(*) = 1, '', '; ' || max(before || 'grant ' || what || ' to ' || whom || option || after)) as regrant
from written group by database, kind, object_oid, grantee_oid, mask;
