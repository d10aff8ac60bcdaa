-- Publications name schemas since 15: none before.
select null::int, null::int where false
