-- One row per item of a setting that holds a list, in lower case, in its order.
create view setting_item as
select setting.name, item.key as position, lower(trim(item.value)) as item
from setting
join json_each('["' || replace(replace(replace(setting.value, '\', '/'), '"', ''), ',', '","') || '"]') as item
where setting.name in ('shared_preload_libraries', 'session_preload_libraries', 'local_preload_libraries',
                       'log_connections', 'log_destination', 'listen_addresses', 'pgaudit.log')
  and setting.value <> '';
