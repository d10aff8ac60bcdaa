-- One row per setting stored for roles or databases, with its scope in words and as the target of alter.
create view setting_override as
select iif(database_oid = 0, '', ifnull(database.name_quoted, 'oid ' || database_oid) || ': ')
         || iif(role_oid = 0, '', ifnull(role.name_quoted, 'oid ' || role_oid) || ': ') || role_setting.name as subject,
       case when role_oid = 0 and database_oid = 0 then 'role all'
            when role_oid = 0 then 'database ' || ifnull(database.name_quoted, 'oid ' || database_oid)
            when database_oid = 0 then 'role ' || ifnull(role.name_quoted, 'oid ' || role_oid)
            else 'role ' || ifnull(role.name_quoted, 'oid ' || role_oid) || ' in database ' || ifnull(database.name_quoted, 'oid ' || database_oid)
       end as target,
       role_setting.name, value, looks_secret, role_oid, database_oid
from role_setting
left join role on role.oid = role_oid
left join database on database.oid = database_oid;
