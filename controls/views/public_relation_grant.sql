-- One row per relation or column (number 0 = the relation itself) with a grant to PUBLIC: the statements that revoke it and grant it again, for up to two grantors.
-- A superuser revokes as the owner, which leaves grants by others alone: those are revoked in the name of their grantor.
create view public_relation_grant as
with granted as (
  select object.database, object.object_oid as relation_oid, 0 as number, '' as part, grantor_oid, privileges
  from acl_object as object cross join acl_entry as entry using (database, kind, acl_id) where kind in ('r', 's') and grantee_oid = 0
  union all
  select held.database, held.relation_oid, held.number, ' (' || held.name_quoted || ')', grantor_oid, privileges
  from acl_column as held cross join acl_entry as entry on entry.database = held.database and entry.kind = 'c' and entry.acl_id = held.acl_id where grantee_oid = 0
), written as (
  select granted.database, relation_oid, number,
         iif(grantor_oid = relation.owner_oid or role.oid is null, '', 'set role ' || role.name_quoted || '; ') as before,
         rtrim(replace(words || ',', ',', part || ','), ',') || ' on ' || iif(relation.kind = 'S', 'sequence ', 'table ') || relation.name_quoted as object,
         iif(grantor_oid = relation.owner_oid or role.oid is null, '', '; reset role') as after
  from granted join relation on relation.database = granted.database and relation.oid = relation_oid
  join privilege_words on mask = privileges left join role on role.oid = grantor_oid)
select database, relation_oid, number,
       min(before || 'revoke ' || object || ' from public' || after)
         || iif(count(*) = 1, '', '; ' || max(before || 'revoke ' || object || ' from public' || after)) as revoke_all,
       min(before || 'grant ' || object || ' to public' || after)
         || iif(count(*) = 1, '', '; ' || max(before || 'grant ' || object || ' to public' || after)) as regrant
from written group by database, relation_oid, number;
