-- One row per object of users with its owner: relations, functions, schemas, types and databases; no system objects, no extension members.
create view owned_object as
select relation.database, relation.owner_oid, case relation.kind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
         when 'm' then 'materialized view' when 'f' then 'foreign table' else 'sequence' end as kind, relation.name_quoted as object
from relation where not is_system and extension is null
union all
select database, owner_oid, iif(kind = 'p', 'procedure', iif(kind = 'a', 'aggregate', 'function')), name_quoted
from function where not is_system and extension is null
union all
select database, owner_oid, 'schema', name_quoted from schema where not is_system and extension is null and name <> 'public'
union all
select database, owner_oid, 'type', name_quoted from type where not is_system and extension is null
union all
select name, owner_oid, 'database', name_quoted from database where not is_template and name <> 'postgres';
