-- One row per category of data with its rank: a persona may reach categories up to its own.
create view category_rank as
select 'none' as category, 0 as rank union all select 'internal', 1 union all select 'confidential', 2 union all select 'personal', 3
union all select 'art10', 4 union all select 'art9', 4 union all select 'pan', 4 union all select 'credential', 4;
