-- One row per setting: the statement that takes back an ALTER SYSTEM on it. What ALTER SYSTEM had set before is set again, anything else comes back by itself.
create view setting_undo as
select name, iif(source_file like '%/postgresql.auto.conf' and value is not null,
                 'alter system set ' || name || ' = ''' || replace(value, '''', '''''') || '''', 'alter system reset ' || name) as undo
from setting;
