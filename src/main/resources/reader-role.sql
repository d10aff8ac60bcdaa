-- The least-privileged role for "pgevidence collect", PostgreSQL 13 to 18: it reads everything but secrets, and writes nothing.
-- Run it as a superuser in every database that is to be assessed; run again, it changes nothing. Then give the role a password
-- with \password evidence_reader, or a line in pg_hba.conf for peer, cert or gss.
-- Sections 2 and 3 are needed only in the database that collect connects to first.

-- 1. The role. Without pg_monitor: superuser-only settings, other sessions, standbys and their encryption are gaps.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'evidence_reader') then
    create role evidence_reader login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit connection limit 5;
  end if;
  execute pg_catalog.format('grant connect on database %I to evidence_reader', pg_catalog.current_database());
end $$;
grant pg_monitor to evidence_reader;
alter role evidence_reader set default_transaction_read_only = on;
alter role evidence_reader set lock_timeout = '2s';
alter role evidence_reader set statement_timeout = '120s';
alter role evidence_reader set idle_in_transaction_session_timeout = '120s';
alter role evidence_reader set search_path = pg_catalog;

-- 2. Views that only a superuser may read at first.
-- Without pg_hba_file_rules: who may connect is a gap. Without pg_file_settings: errors in the configuration files are a gap, and so is
-- the server's own value of each setting that the role or database overrides.
grant execute on function pg_catalog.pg_hba_file_rules() to evidence_reader;
grant select on pg_catalog.pg_hba_file_rules to evidence_reader;
grant execute on function pg_catalog.pg_show_all_file_settings() to evidence_reader;
grant select on pg_catalog.pg_file_settings to evidence_reader;
-- Without pg_ident_file_mappings (from 15 on): maps of user names are a gap.
do $$
begin
  if pg_catalog.current_setting('server_version_num')::int >= 150000 then
    execute 'grant execute on function pg_catalog.pg_ident_file_mappings() to evidence_reader';
    execute 'grant select on pg_catalog.pg_ident_file_mappings to evidence_reader';
  end if;
end $$;

-- 3. The class of each password verifier, never the verifier. Without it: whether MD5 verifiers exist is a gap.
-- A database owner could have planted the schema or a function in it (create or replace keeps the old owner), so that is refused.
do $$
begin
  if exists (select from pg_catalog.pg_namespace n join pg_catalog.pg_roles r on r.oid = n.nspowner
             where n.nspname = 'pgevidence' and not r.rolsuper)
     or exists (select from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                join pg_catalog.pg_roles r on r.oid = p.proowner
                where n.nspname = 'pgevidence' and not r.rolsuper) then
    raise exception 'schema pgevidence, or a function in it, belongs to a role that is no superuser: look at it, drop it, and run this again';
  end if;
end $$;
create schema if not exists pgevidence;
revoke all on schema pgevidence from public;
grant usage on schema pgevidence to evidence_reader;
create or replace function pgevidence.password_types()
  returns table (role_oid oid, password_type text, scram_iterations int)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $types$
  select a.oid,
         case when a.rolpassword is null then 'none'
              when a.rolpassword ~ '^SCRAM-SHA-256\$[0-9]+:' then 'scram-sha-256'
              when a.rolpassword ~ '^md5[0-9a-f]{32}$' then 'md5'
              else 'unrecognized' end,
         pg_catalog.substring(a.rolpassword, '^SCRAM-SHA-256\$([0-9]{1,9}):')::int
  from pg_catalog.pg_authid a
$types$;
revoke all on function pgevidence.password_types() from public;
grant execute on function pgevidence.password_types() to evidence_reader;

-- Out of reach on purpose: connection strings of subscriptions and options of user mappings hold passwords, so they stay gaps for
-- this role; so do the raw pg_hba.conf and pg_ident.conf, which need pg_read_server_files. Never grant pg_read_all_data: its members
-- can read every password verifier.
