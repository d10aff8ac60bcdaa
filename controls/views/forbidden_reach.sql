-- One row per login role and classified table that the data map does not open to its persona, for some protected column.
create view forbidden_reach as
select distinct role.oid as role_oid, column.database, column.relation
from role left join persona using (name) left join persona_kind on persona_kind.name = persona.persona
join classified_column as column on column.category in ('personal', 'art9', 'art10', 'pan', 'credential')
where role.can_login and not role.is_superuser
  and case when persona.name is null then 1
           when column.personas <> '[]' then not exists (select 1 from json_each(column.personas) as allowed where allowed.value = persona.persona)
           else ifnull((select rank from category_rank where category = column.category) > (select rank from category_rank where category = persona_kind.max_category), 0) end;
