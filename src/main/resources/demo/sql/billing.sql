-- Database billing: invoices, ledger, payroll.
revoke create on schema public from public;
alter default privileges revoke execute on functions from public;
alter default privileges for role billing_owner revoke execute on functions from public;
create extension postgres_fdw;
create extension pgcrypto;
create schema ledger authorization billing_owner;
create schema payroll authorization billing_owner;
create schema archive authorization billing_owner;
grant usage on schema ledger, archive to duty_billing_read;
set role billing_owner;
create table ledger.account (id integer primary key, name text not null);
create table ledger.debtor (id bigint primary key, customer_number text not null, name text not null);
create table ledger.invoice (id bigint primary key, debtor_id bigint not null references ledger.debtor, issued_on date not null, total numeric(12,2) not null);
create table ledger.invoice_line (invoice_id bigint not null references ledger.invoice, line integer not null, amount numeric(12,2) not null, primary key (invoice_id, line));
create table ledger.booking (id bigint not null, booked_on date not null, account_id integer not null, amount numeric(14,2) not null, primary key (id, booked_on)) partition by range (booked_on);
create table ledger.dunning (id bigint primary key, invoice_id bigint not null references ledger.invoice, level integer not null);
create table ledger.cost_center (id integer primary key, name text not null);
create table payroll.employee (id bigint primary key, name text not null, salary bytea not null, religion bytea);
create table payroll.payslip (id bigint primary key, employee_id bigint not null references payroll.employee, month date not null, document bytea not null);
alter table payroll.employee enable row level security;
alter table payroll.employee force row level security;
alter table payroll.payslip enable row level security;
alter table payroll.payslip force row level security;
create policy payroll_run on payroll.employee to billing_owner using (current_setting('app.duty', true) = 'payroll');
create policy payroll_run on payroll.payslip to billing_owner using (current_setting('app.duty', true) = 'payroll');
do $$
begin
  for i in 2019..2027 loop
    execute format('create table ledger.booking_%s partition of ledger.booking for values from (%L) to (%L)', i, make_date(i, 1, 1), make_date(i + 1, 1, 1));
  end loop;
  for i in 2010..2025 loop
    execute format('create table archive.journal_%s (id bigint primary key, booked_on date not null, amount numeric(14,2) not null)', i);
  end loop;
end
$$;
create view ledger.open_invoice with (security_invoker = true) as select id, debtor_id, total from ledger.invoice;
grant select on ledger.account, ledger.debtor, ledger.invoice, ledger.invoice_line, ledger.booking, ledger.dunning, ledger.cost_center, ledger.open_invoice to duty_billing_read;
grant select on all tables in schema archive to duty_billing_read;
grant insert, update on ledger.invoice, ledger.invoice_line, ledger.booking, ledger.dunning, ledger.debtor to duty_billing_write;
reset role;
create server crm foreign data wrapper postgres_fdw options (host 'crm.example.com', dbname 'crm', sslmode 'verify-full');
create user mapping for svc_billing server crm options (user 'billing');
grant usage on foreign server crm to svc_billing;
-- flaw undeclared-feed, fdw-plain: a foreign server that no processor declares, without verified TLS
create server marketing foreign data wrapper postgres_fdw options (host 'mail.marketing.example', dbname 'leads', sslmode 'prefer');
-- flaw public-mapping: everyone uses the same foreign account, its password stands in the catalog
create user mapping for public server marketing options (user 'leads', password 'canary-fdw-password');
-- flaw public-server: everyone may use the foreign server
grant usage on foreign server marketing to public;
-- flaw payroll-reach: a billing clerk reads salaries
grant usage on schema payroll to ines;
grant select on payroll.payslip to ines;
-- flaw disabled-event-trigger: the guard against drops is off
create function public.no_drop() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin raise exception 'dropping is not allowed'; end $$;
create event trigger guard_drop on sql_drop execute function public.no_drop();
alter event trigger guard_drop disable;
