-- Privileges on parameters exist since 15: none before.
select null::int, null::text where false
