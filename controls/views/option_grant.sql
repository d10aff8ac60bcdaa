-- One row of grant_option: the statements that revoke the options and grant them again, in the name of each grantor.
-- dependents: grants that hang on the options, go by cascade and come back after them. A revoke on a table takes the options on its columns along: they come back too.
create view option_grant as
with dependent as materialized (select * from grant_dependent), source as (
  select database, kind, object_oid, number, grantee_oid, owner_oid, acl_database, acl_kind, acl_id, object, part, 0 as is_along from option_target where acl_id is not null
  union all
  select whole.database, whole.kind, whole.object_oid, 0, whole.grantee_oid, whole.owner_oid, col.acl_database, col.acl_kind, col.acl_id, whole.object, col.part, 1
  from option_target as col join option_target as whole on whole.database = col.database and whole.acl_kind = 'r' and whole.object_oid = col.object_oid and whole.grantee_oid = col.grantee_oid
  where col.acl_kind = 'c'
), given as (
  select source.*, 0 as depth, grantor_oid as by_oid, entry.grantee_oid as to_oid, 1 as can_grant, mask, word
  from source join acl_entry as entry on entry.database = acl_database and entry.kind = acl_kind and entry.acl_id = source.acl_id and entry.grantee_oid = source.grantee_oid
  join privilege_word on entry.grantable & mask
  union all
  select source.*, depth, dependent.grantor_oid, dependent.grantee_oid, can_grant, mask, word
  from source join dependent on dependent.database = acl_database and dependent.kind = acl_kind and dependent.acl_id = source.acl_id
    and dependent.owner_oid = source.owner_oid and dependent.holder_oid = source.grantee_oid
  join privilege_word using (mask)
), worded as (
  select distinct database, kind, object_oid, number, grantee_oid, owner_oid, object, is_along, depth, by_oid, to_oid, can_grant,
         group_concat(word || part, ', ') over (
           partition by database, kind, object_oid, number, grantee_oid, is_along, part, depth, by_oid, to_oid, can_grant
           order by mask rows between unbounded preceding and unbounded following) as words
  from given
), written as (
  select worded.database, worded.kind, object_oid, number, grantee_oid, is_along, depth, words || ' on ' || object as what,
         iif(to_oid = 0, 'public', grantee.name_quoted) as whom, iif(can_grant, ' with grant option', '') as option,
         iif(by_oid = owner_oid or grantor.oid is null, '', 'set role ' || grantor.name_quoted || '; ') as before,
         iif(by_oid = owner_oid or grantor.oid is null, '', '; reset role') as after,
         sum(depth > 0) over (partition by worded.database, worded.kind, object_oid, number, grantee_oid) as dependents
  from worded left join role as grantee on grantee.oid = to_oid left join role as grantor on grantor.oid = by_oid)
select distinct database, kind, object_oid, number, grantee_oid, dependents,
       group_concat(iif(depth or is_along, null, before || 'revoke grant option for ' || what || ' from ' || whom || iif(dependents, ' cascade', '') || after), '; ') over (
         partition by database, kind, object_oid, number, grantee_oid order by is_along, depth, before, what, whom rows between unbounded preceding and unbounded following) as revoked,
       group_concat(before || 'grant ' || what || ' to ' || whom || option || after, '; ') over (
         partition by database, kind, object_oid, number, grantee_oid order by is_along, depth, before, what, whom rows between unbounded preceding and unbounded following) as regrant
from written;
