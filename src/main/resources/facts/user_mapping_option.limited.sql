-- Where there is no user mapping, none has an option: that much every login can see.
-- only_if: select (not exists (select from pg_catalog.pg_user_mappings))::text
select null::int8, null::text, null::text, 0 where false
