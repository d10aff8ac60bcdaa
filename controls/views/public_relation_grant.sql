-- One row per relation or column (number 0 = the relation itself) with a grant to PUBLIC: the statements that revoke it and grant it again, in the name of each grantor.
-- A superuser revokes as the owner, which leaves grants by others alone. A revoke on a table takes the grants on its columns along: they come back too.
create view public_relation_grant as
with part as (
  select held.database, held.relation_oid, held.number, ' (' || held.name_quoted || ')' as part, grantor_oid, privileges
  from acl_column as held cross join acl_entry as entry on entry.database = held.database and entry.kind = 'c' and entry.acl_id = held.acl_id where grantee_oid = 0
), granted as (
  select object.database, object.object_oid as relation_oid, 0 as number, 0 as is_along, '' as part, grantor_oid, privileges
  from acl_object as object cross join acl_entry as entry using (database, kind, acl_id) where kind in ('r', 's') and grantee_oid = 0
  union all
  select database, relation_oid, number, 0, part, grantor_oid, privileges from part
  union all
  select database, relation_oid, 0, 1, part, grantor_oid, privileges from part
), written as (
  select granted.database, relation_oid, number, is_along,
         iif(grantor_oid = relation.owner_oid or role.oid is null, '', 'set role ' || role.name_quoted || '; ') as before,
         rtrim(replace(words || ',', ',', part || ','), ',') || ' on ' || iif(relation.kind = 'S', 'sequence ', 'table ') || relation.name_quoted as object,
         iif(grantor_oid = relation.owner_oid or role.oid is null, '', '; reset role') as after
  from granted join relation on relation.database = granted.database and relation.oid = relation_oid
  join privilege_words on mask = privileges left join role on role.oid = grantor_oid)
select distinct database, relation_oid, number,
       group_concat(iif(is_along, null, before || 'revoke ' || object || ' from public' || after), '; ') over (
         partition by database, relation_oid, number order by is_along, before, object rows between unbounded preceding and unbounded following) as revoke_all,
       group_concat(before || 'grant ' || object || ' to public' || after, '; ') over (
         partition by database, relation_oid, number order by is_along, before, object rows between unbounded preceding and unbounded following) as regrant
from written;
