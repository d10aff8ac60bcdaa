-- One row per object of grant_target, grantee and privilege granted: the statements that revoke it and grant it again, in the name of each grantor.
-- A superuser revokes as the owner, which leaves grants by others alone. dependents: grants that hang on the grantee's grant option, go by cascade and come back after it.
create view object_grant as
with dependent as materialized (select * from grant_dependent), given as (
  select target.database, target.kind, target.object_oid, target.owner_oid, object, entry.grantee_oid, mask, word, 0 as depth,
         entry.grantor_oid as by_oid, entry.grantee_oid as to_oid, entry.grantable & mask as can_grant
  from grant_target as target cross join acl_object as held on held.database = target.database and held.kind = target.kind and held.object_oid = target.object_oid
  cross join acl_entry as entry on entry.database = held.database and entry.kind = held.kind and entry.acl_id = held.acl_id join privilege_word on entry.privileges & mask
  union all
  select target.database, target.kind, target.object_oid, target.owner_oid, object, holder_oid, mask, word, depth, grantor_oid, grantee_oid, can_grant
  from grant_target as target cross join acl_object as held on held.database = target.database and held.kind = target.kind and held.object_oid = target.object_oid
  cross join dependent on dependent.database = held.database and dependent.kind = held.kind and dependent.acl_id = held.acl_id and dependent.owner_oid = target.owner_oid
  join privilege_word using (mask)
), written as (
  select given.database, given.kind, object_oid, given.grantee_oid, mask, depth, word || ' on ' || object as what,
         iif(to_oid = 0, 'public', grantee.name_quoted) as whom, iif(can_grant, ' with grant option', '') as option,
         iif(by_oid = owner_oid or grantor.oid is null, '', 'set role ' || grantor.name_quoted || '; ') as before,
         iif(by_oid = owner_oid or grantor.oid is null, '', '; reset role') as after,
         sum(depth > 0) over (partition by given.database, given.kind, object_oid, given.grantee_oid, mask) as dependents
  from given left join role as grantee on grantee.oid = to_oid left join role as grantor on grantor.oid = by_oid)
select distinct database, kind, object_oid, grantee_oid, mask, dependents,
       group_concat(iif(depth = 0, before || 'revoke ' || what || ' from ' || whom || iif(dependents, ' cascade', '') || after, null), '; ') over (
         partition by database, kind, object_oid, grantee_oid, mask order by depth, before, whom rows between unbounded preceding and unbounded following) as revoked,
       group_concat(before || 'grant ' || what || ' to ' || whom || option || after, '; ') over (
         partition by database, kind, object_oid, grantee_oid, mask order by depth, before, whom rows between unbounded preceding and unbounded following) as regrant
from written;
