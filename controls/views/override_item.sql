-- One row per item of a list setting stored for roles or databases, in lower case, in its order.
create view override_item as
select setting_override.subject, setting_override.target, setting_override.name,
       item.key as position, lower(trim(item.value)) as item
from setting_override
join json_each('["' || replace(replace(replace(setting_override.value, '\', '/'), '"', ''), ',', '","') || '"]') as item
where setting_override.name in ('session_preload_libraries', 'local_preload_libraries', 'log_connections', 'pgaudit.log')
  and setting_override.value <> '';
