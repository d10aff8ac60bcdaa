-- Grows a catalog of many roles, schemas and relations: the same variables give the same catalog.
-- Run it as a superuser in a database of its own; each further run with a higher "part" adds as much again:
--   psql -X -q -d estate -v part=1 -v roles=1250 -v schemas=50 -v relations=500 -v functions=25 -f big-estate.sql
-- Four parts of that size make 5,000 roles, 200 schemas, 100,000 relations (500 a schema) and 5,000 functions.
-- The server needs max_locks_per_transaction = 512. Works on PostgreSQL 13 to 18.
--
-- Shape: a fifth of the roles are groups on ten levels, one role in ten inherits nothing, groups own everything.
-- Nine relations in ten have the ACL of one of their schema's three profiles, one in ten an ACL of its own.
\set ON_ERROR_STOP 1
set client_min_messages = warning;
set synchronous_commit = off;
set plpgsql.variable_conflict = use_variable;
create schema if not exists made;

-- A number from 0 to below "below" that depends on the key alone.
create or replace function made.pick(key text, below int) returns int immutable language sql
as $$ select (('x' || substr(md5(key), 1, 7))::bit(28)::int % below) $$;
create or replace function made.team(key text, upto int) returns text immutable language sql
as $$ select 'team_' || (1 + made.pick(key, upto)) $$;
create or replace function made.person(key text, upto int) returns text immutable language sql
as $$ select 'person_' || (11 + made.pick(key, upto - 10)) $$;

create or replace function made.options(key text) returns text stable language sql
as $$
  select case
    when current_setting('server_version_num')::int >= 160000 then format(' with inherit %s, set %s, admin %s',
      (made.pick(key || 'i', 7) > 0)::text, (made.pick(key || 's', 9) > 0)::text, (made.pick(key || 'a', 25) = 0)::text)
    when made.pick(key || 'a', 25) = 0 then ' with admin option'
    else '' end
$$;

create or replace procedure made.roles(part int, roles int) language plpgsql as $$
declare
  teams int := roles / 5;
  people int := roles - teams;
  upto int := teams * part;
  me text;
  level int;
  predefined text;
begin
  for i in upto - teams + 1 .. upto loop
    me := 'team_' || i;
    execute 'create role ' || me || case made.pick(me || 'n', 10) when 0 then ' noinherit' else '' end;
  end loop;
  -- Ten levels by the last digit: 0 is the top; a team belongs to teams of the level above.
  for i in upto - teams + 1 .. upto loop
    level := i % 10;
    if level > 0 then
      for k in 0 .. made.pick('up' || i, 2) loop
        execute format('grant team_%s to team_%s', (1 + made.pick(i || '.' || k, upto / 10 - 1)) * 10 + level - 1, i)
          || made.options(i || '.' || k);
      end loop;
    end if;
    if i % 100 = 0 then commit; end if;
  end loop;
  for i in people * (part - 1) + 1 .. people * part loop
    me := 'person_' || i;
    execute 'create role ' || me || ' login' || case made.pick(me || 'n', 10) when 0 then ' noinherit' else '' end
      || case when i <= 3 then ' superuser' when i <= 6 then ' createrole' when i <= 10 then ' bypassrls' else '' end;
    for k in 0 .. made.pick('in' || i, 3) loop
      execute format('grant %s to %s', made.team(me || k, upto), me) || made.options(me || k);
    end loop;
    if i % 100 = 0 then commit; end if;
  end loop;
  for predefined in select rolname from pg_roles where rolname ~ '^pg_' and rolname <> 'pg_database_owner' loop
    execute format('grant %I to %s', predefined, made.person(predefined || part, people * part));
  end loop;
end $$;

create or replace function made.profile(schema text, upto int, people int, number int) returns text immutable language sql
as $$
  select case number
    when 0 then format('grant select on %%1$s to %s, %s; grant insert, update, delete on %%1$s to %s',
      made.team(schema || 'a', upto), made.team(schema || 'b', upto), made.team(schema || 'c', upto))
    when 1 then format('grant select on %%1$s to %s with grant option; grant select, insert on %%1$s to %s, %s',
      made.team(schema || 'd', upto), made.team(schema || 'e', upto), made.person(schema || 'f', people))
    else format('grant select on %%1$s to public; grant update, delete, truncate on %%1$s to %s; grant references, trigger on %%1$s to %s',
      made.team(schema || 'g', upto), made.team(schema || 'h', upto))
  end
$$;

create or replace procedure made.objects(part int, roles int, schemas int, relations int, functions int) language plpgsql as $$
declare
  upto int := roles / 5 * part;
  people int := (roles - roles / 5) * part;
  area text;
  owner text;
  name text;
  kind text;
  work text;
begin
  for s in schemas * (part - 1) + 1 .. schemas * part loop
    area := 'area_' || s;
    owner := made.team(area || 'owner', upto);
    execute format('create schema %s authorization %s; grant usage on schema %1$s to %s, %s', area, owner,
      made.team(area || 'u', upto), made.team(area || 'v', upto));
    if s % 10 = 0 then execute format('grant usage on schema %s to public', area); end if;
    execute format('alter default privileges for role %s in schema %s grant select on tables to %s', owner, area, made.team(area || 'w', upto));
    for r in 1 .. relations loop
      kind := case when r % 20 < 14 then 'table' when r % 20 < 17 then 'view' when r % 20 = 17 then 'materialized view'
        when r % 20 = 18 then 'sequence' else 'partitioned table' end;
      name := area || '.' || replace(kind, ' ', '_') || '_' || r;
      work := case kind
        when 'table' then 'create table %1$s (id int, name text, email text, amount numeric, created timestamptz)'
        when 'view' then 'create view %1$s as select 1 as id, ''x''::text as name, ''e''::text as email, 1.0 as amount'
        when 'materialized view' then 'create materialized view %1$s as select 1 as id, ''x''::text as name'
        when 'sequence' then 'create sequence %1$s'
        else 'create table %1$s (id int, name text, email text) partition by range (id)' end;
      work := work || case kind
        when 'sequence' then '; grant usage, select on sequence %1$s to ' || made.team(name, upto)
        else '; ' || case when made.pick(name || 'p', 10) > 0 then made.profile(area, upto, people, r % 3)
          else format('grant select, insert on %%1$s to %s, %s; grant update on %%1$s to %s',
            made.team(name || 'x', upto), made.team(name || 'y', upto), made.person(name || 'z', people)) end end;
      if kind <> 'sequence' and r % 8 = 1 then
        work := work || format('; grant select (id, name), update (email) on %%1$s to %s', made.team(name || 'k', upto));
        if kind <> 'table' then work := replace(work, ', update (email)', ''); end if;
      end if;
      if kind = 'table' and r % 150 = 2 then
        work := work || '; alter table %1$s enable row level security; create policy own_rows on %1$s using (name = current_user)';
      end if;
      work := work || format('; alter %s %%1$s owner to %s', replace(kind, 'partitioned ', ''),
        case when made.pick(name || 'o', 10) = 0 then made.team(name || 'o', upto) else owner end);
      if made.pick(name || 'q', 50) = 0 then work := work || format('; revoke select on %%1$s from %s', owner); end if;
      execute format(work, name);
      if r % 50 = 0 then commit; end if;
    end loop;
    for f in 1 .. functions loop
      execute format('create function %1$s.work_%2$s(int, text) returns int language sql %3$s as ''select 1''; alter function %1$s.work_%2$s(int, text) owner to %4$s',
        area, f, case when f % 10 = 0 then 'security definer' when f % 10 = 5 then 'security definer set search_path = pg_catalog, pg_temp' else '' end, owner);
      if f % 3 = 0 then
        execute format('revoke execute on function %1$s.work_%2$s(int, text) from public; grant execute on function %1$s.work_%2$s(int, text) to %3$s',
          area, f, made.team(area || f, upto));
      end if;
    end loop;
    commit;
  end loop;
end $$;

call made.roles(:part, :roles);
call made.objects(:part, :roles, :schemas, :relations, :functions);
analyze pg_class;
analyze pg_attribute;
