-- Before 14 only a superuser may read pg_subscription.oid; where there is no subscription, every login can see that.
-- only_if: select (not exists (select from pg_catalog.pg_subscription))::text
select null::int8, null::text, null::text, null::text, null::int8, 0, null::text, null::text, null::int, null::int where false
