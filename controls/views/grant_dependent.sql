-- One row per ACL, holder of a grant option, privilege and grant that hangs on the option: what a revoke from the holder takes away by cascade.
-- depth is the longest way from the holder to the grant: in its order each grantor holds the option again when its turn comes. An owner cannot lose options.
create view grant_dependent as
with recursive passed as materialized (
  select distinct held.database, held.kind, held.acl_id
  from acl_entry as held join acl_entry as given on given.database = held.database and given.kind = held.kind and given.acl_id = held.acl_id
  where held.grantable > 0 and given.grantor_oid = held.grantee_oid and given.grantee_oid <> held.grantee_oid
), owned as materialized (
  select distinct passed.database, passed.kind, passed.acl_id, owner_oid
  from acl_object as object cross join passed on passed.database = object.database and passed.kind = object.kind and passed.acl_id = object.acl_id
  cross join grant_target as target on target.database = object.database and target.kind = object.kind and target.object_oid = object.object_oid
  union
  select passed.database, passed.kind, passed.acl_id, owner_oid
  from option_target as target cross join passed on passed.database = acl_database and passed.kind = acl_kind and passed.acl_id = target.acl_id
), lost as (
  select owned.database, owned.kind, owned.acl_id, owner_oid, entry.grantor_oid as holder_oid, mask, 1 as depth, entry.grantor_oid, entry.grantee_oid, (entry.grantable & mask) > 0 as can_grant
  from owned cross join acl_entry as entry on entry.database = owned.database and entry.kind = owned.kind and entry.acl_id = owned.acl_id
  join privilege_word on entry.privileges & mask
  where entry.grantor_oid <> owner_oid and entry.grantee_oid <> entry.grantor_oid
  union
  select lost.database, lost.kind, lost.acl_id, owner_oid, holder_oid, mask, depth + 1, entry.grantor_oid, entry.grantee_oid, (entry.grantable & mask) > 0
  from lost join acl_entry as entry on entry.database = lost.database and entry.kind = lost.kind and entry.acl_id = lost.acl_id
  where lost.can_grant and entry.grantor_oid = lost.grantee_oid and lost.grantee_oid <> owner_oid and entry.privileges & mask and entry.grantee_oid <> entry.grantor_oid and depth < 100
)
select database, kind, acl_id, owner_oid, holder_oid, mask, max(depth) as depth, grantor_oid, grantee_oid, can_grant
from lost group by database, kind, acl_id, owner_oid, holder_oid, mask, grantor_oid, grantee_oid;
