-- One row per login role and time limit: what is in force for it in every database, in milliseconds; 0 = none.
create view session_limit as
with stored as (
  select role_oid, name, lower(trim(value)) as text from role_setting where database_oid = 0 and value is not null)
select role.oid as role_oid, role.name as role, role.name_quoted, setting.name as setting,
       case when stored.text is null then cast(setting.value as real)
            else cast(stored.text as real) * case when stored.text like '%ms' then 1 when stored.text like '%us' then 0.001 when stored.text like '%min' then 60000
                 when stored.text like '%s' then 1000 when stored.text like '%h' then 3600000 when stored.text like '%d' then 86400000 else 1 end
       end as milliseconds
from role
join setting on setting.name in ('idle_session_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout', 'transaction_timeout')
left join stored on stored.role_oid = role.oid and stored.name = setting.name
where role.can_login;
