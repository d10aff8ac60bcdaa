-- Where there is no subscription, none holds a password: that much every login can see.
-- only_if: select (not exists (select from pg_catalog.pg_subscription))::text
select null::int8, null::text, null::text, null::text, 0 where false
