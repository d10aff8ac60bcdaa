-- One row of grant_option, with the ACL that holds the options, and the object's name as grant and revoke take it.
create view option_target as
with letter (word, kind, noun) as (
  values ('table', 'r', 'table '), ('view', 'r', 'table '), ('materialized view', 'r', 'table '), ('foreign table', 'r', 'table '), ('sequence', 's', 'sequence '),
         ('column', 'c', 'table '), ('schema', 'n', 'schema '), ('database', 'd', 'database '), ('function', 'f', 'routine '), ('language', 'l', 'language '),
         ('type', 'T', 'type '), ('foreign data wrapper', 'F', 'foreign data wrapper '), ('foreign server', 'S', 'foreign server '),
         ('tablespace', 't', 'tablespace '), ('large object', 'L', 'large object '), ('parameter', 'p', 'parameter '))
select held.database, held.kind, held.object_oid, held.sub_number as number, held.grantee_oid, held.owner_oid,
       iif(letter.kind = 'd', '', held.database) as acl_database, letter.kind as acl_kind, ifnull(part.acl_id, whole.acl_id) as acl_id,
       noun || ifnull(relation.name_quoted, held.object) as object, ifnull(' (' || part.name_quoted || ')', '') as part
from grant_option as held cross join letter on letter.word = held.kind
left join acl_object as whole on whole.database = iif(letter.kind = 'd', '', held.database) and whole.kind = letter.kind and whole.object_oid = held.object_oid
left join acl_column as part on letter.kind = 'c' and part.database = held.database and part.relation_oid = held.object_oid and part.number = held.sub_number
left join relation on part.number > 0 and relation.database = held.database and relation.oid = held.object_oid;
