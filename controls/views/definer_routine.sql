-- One row per SECURITY DEFINER routine outside extensions: whether pg_temp is the last entry of its search path (null = no entry), the first schema of it
-- that others write to, and the statement that would pin it: its own schema stays in the path unless others may create there.
create view definer_routine as
with path as (
  select database, holder_oid, sum(entry = 'pg_temp') = 1 and max(iif(entry = 'pg_temp', position, 0)) = max(position) as ends_with_temp,
         min(iif(writers > 0, entry, null)) as open_schema, min(iif(writers > 0, example, null)) as writer
  from search_path_entry where holder = 'function' group by database, holder_oid
), open_home as (
  select object.database, object.object_oid from acl_object as object join acl_entry using (database, kind, acl_id)
  join schema on schema.database = object.database and schema.oid = object.object_oid
  where kind = 'n' and privileges & 512 and grantee_oid <> schema.owner_oid)
select function.database, function.oid, function.name_quoted, function.owner_oid, function.search_path,
       ends_with_temp, open_schema, writer,
       'alter routine ' || function.name_quoted || ' set search_path = '
         || iif(search_path is null or open_schema is not null,
                'pg_catalog, ' || ifnull((select schema.name_quoted || ', ' from schema where schema.database = function.database and schema.oid = function.schema_oid
                  and not exists (select 1 from open_home where open_home.database = schema.database and object_oid = schema.oid)), ''),
                replace(replace(search_path || ', ', 'pg_temp, ', ''), '"pg_temp", ', '')) || 'pg_temp' as pin,
       'alter routine ' || function.name_quoted || iif(search_path is null, ' reset search_path', ' set search_path = ' || search_path) as unpin
from function left join path on path.database = function.database and path.holder_oid = function.oid
where is_security_definer and not is_system and extension is null;
