-- Roles, memberships and settings of the cluster. Lines marked "flaw" are planted; flaws.yaml lists what each must give.

-- Owners: nobody logs in as these.
create role orders_owner nologin;
create role billing_owner nologin;
create role warehouse_owner nologin;

-- Duties as groups, nested: teams hold duties, persons and services hold teams.
create role duty_orders_read nologin;
create role duty_orders_write nologin;
create role duty_billing_read nologin;
create role duty_billing_write nologin;
create role duty_warehouse_read nologin;
create role duty_warehouse_load nologin;
create role team_support nologin;
create role team_analysts nologin;
create role team_people nologin;
create role team_dba nologin;
grant duty_orders_read to duty_orders_write, team_support;
grant duty_billing_read to duty_billing_write;
grant duty_warehouse_read to team_analysts;

-- Services.
create role svc_orders login password 'orders-6Jq1' connection limit 40;
create role svc_web login password 'web-0aLx' connection limit 40;
create role svc_mailer login password 'mailer-9sTT' connection limit 10;
create role svc_billing login password 'billing-4Fpe' connection limit 20;
create role svc_loader login password 'loader-Uh31' connection limit 5;
create role svc_report login password 'report-2Vdq' connection limit 5;
create role svc_migration login password 'migration-Zr80' connection limit 3;
create role svc_backup login replication password 'backup-Pw7y' connection limit 3;
create role svc_standby login replication password 'standby-Kk2c' connection limit 3;
create role svc_monitor login password 'monitor-8Ncx' connection limit 5;
grant duty_orders_write to svc_orders;
grant duty_orders_read to svc_web;
grant duty_billing_write to svc_billing;
grant duty_warehouse_load to svc_loader;
grant duty_warehouse_read to svc_report;
grant pg_monitor to svc_monitor;
grant orders_owner, billing_owner, warehouse_owner to svc_migration;

-- Persons.
create role anna login connection limit 4;
create role ben login connection limit 4;
create role carla login connection limit 4;
create role david login connection limit 4;
create role eva login connection limit 4;
create role frank login connection limit 4;
create role greta login connection limit 4;
create role hans login connection limit 4;
create role ines login connection limit 4;
create role jonas login connection limit 4;
grant team_people to anna, ben, carla, david, eva, frank, greta, hans, ines, jonas;
grant team_dba to anna, ben;
grant team_support to carla, david;
grant team_analysts to eva, frank, greta;
grant duty_billing_read to hans, ines;
grant pg_monitor to team_dba;
grant pg_signal_backend to team_dba;

-- Emergency access, approved.
create role bg_admin login superuser password 'bg-11fE' connection limit 2;

alter role anna set idle_session_timeout = '15min';
alter role ben set idle_session_timeout = '15min';
alter role carla set idle_session_timeout = '15min';
alter role david set idle_session_timeout = '15min';
alter role eva set idle_session_timeout = '15min';
alter role frank set idle_session_timeout = '15min';
alter role greta set idle_session_timeout = '15min';
alter role hans set idle_session_timeout = '10min';
alter role ines set idle_session_timeout = '10min';
alter role bg_admin set idle_session_timeout = '5min';

-- flaw superuser-login: a superuser nobody approved as break-glass
create role klaus login superuser password 'klaus-3Rf' connection limit 2;
alter role klaus set idle_session_timeout = '15min';
-- flaw hidden-superuser: a support person may become superuser by way of a group
create role legacy_admin nologin superuser;
grant legacy_admin to david with inherit false, set true;
-- flaw server-programs: an ETL role may run programs on the host
grant pg_execute_server_program to svc_loader;
-- flaw read-all: a reporting service reads every table there is
grant pg_read_all_data to svc_report;
-- flaw createrole: a person of support creates roles
alter role carla createrole;
-- flaw replication-human: a person may copy the whole cluster
alter role hans replication;
-- flaw bypassrls: the web service ignores row security
alter role svc_web bypassrls;
-- flaw admin-option: an analyst hands out membership
grant duty_warehouse_read to greta with admin option;
-- flaw mixed-duties: a person of analysis also writes orders
grant duty_orders_write to frank;
-- flaw leaver: left the company, can still log in
create role mario login password 'mario-77q' connection limit 4;
alter role mario set idle_session_timeout = '15min';
grant team_people, team_support to mario;
-- flaw undeclared-login: nobody knows whose role it is
create role tmp_import login password 'tmp-1' connection limit 2;
-- flaw shared-account: one login for a whole office
create role office login password 'office-5Tz' connection limit 8;
alter role office set idle_session_timeout = '15min';
-- flaw no-connection-limit: the mailer may take every connection
alter role svc_mailer connection limit -1;
-- flaw createdb: a person makes databases
alter role eva createdb;
-- flaw md5-verifier: the password of the old application is kept as MD5
set password_encryption = 'md5';
create role svc_legacy login password 'legacy-Qq9' connection limit 5;
reset password_encryption;
grant duty_orders_read to svc_legacy;
-- flaw md5-setting: new passwords of this role will be MD5 again
alter role svc_legacy set password_encryption = 'md5';
-- flaw silenced-role: a role that is taken out of the audit trail
alter role klaus set pgaudit.log = 'none';
-- flaw silenced-errors: failing statements of the loader are not kept
alter role svc_loader set log_min_error_statement = 'panic';
-- flaw triggers-off: the loader skips all triggers
alter role svc_loader set session_replication_role = 'replica';
-- flaw idle-human: sessions of this person never end
alter role jonas reset idle_session_timeout;
-- flaw idle-transaction: transactions of the report may stay open for ever
alter role svc_report set idle_in_transaction_session_timeout = 0;
-- flaw vendor-no-expiry: a vendor's role without an end
create role vendor_acme login password 'acme-4y' connection limit 2;
alter role vendor_acme set idle_session_timeout = '15min';

create database orders owner orders_owner;
create database billing owner billing_owner;
create database warehouse owner warehouse_owner;
revoke connect, temporary on database orders from public;
revoke connect, temporary on database billing from public;
grant connect on database orders to duty_orders_read, duty_orders_write, svc_mailer, svc_migration, svc_monitor, svc_legacy, vendor_acme, team_people;
grant connect on database billing to duty_billing_read, svc_migration, svc_monitor, team_people;
grant connect on database warehouse to duty_warehouse_read, duty_warehouse_load, svc_migration, svc_monitor, team_people;
revoke connect, temporary on database postgres from public;
revoke connect, temporary on database template1 from public;
-- flaw public-connect: every login may connect to warehouse (the default was never taken back)
-- flaw delegated-parameter: a person may switch the log of connections off
grant set on parameter log_connections to ben;
-- flaw file-function: support reads files of the host
grant execute on function pg_catalog.pg_read_file(text) to team_support;
