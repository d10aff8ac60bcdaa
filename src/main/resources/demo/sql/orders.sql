-- Database orders: shop, customers, care plans.
revoke create on schema public from public;
alter default privileges revoke execute on functions from public;
alter default privileges for role orders_owner revoke execute on functions from public;
create extension pgcrypto;
create extension citext;
create schema sales authorization orders_owner;
create schema care authorization orders_owner;
create schema stock authorization orders_owner;
create schema reference authorization orders_owner;
create schema api authorization orders_owner;
create schema trail authorization orders_owner;
grant usage on schema sales, care, stock, reference, api to duty_orders_read;
set role orders_owner;
create domain sales.ciphertext as bytea;

create table sales.customer (id bigint generated always as identity primary key, customer_number text not null unique, first_name text not null, last_name text not null, email text not null, phone text, birth_date date, created_at timestamptz not null default now());
create table sales.address (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, street text not null, city text not null, postal_code text not null, country text not null);
create table sales.orders (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, state text not null, ordered_at timestamptz not null, total numeric(12,2) not null check (total >= 0));
create table sales.order_line (order_id bigint not null references sales.orders, line integer not null, article_id bigint not null, quantity integer not null check (quantity > 0), price numeric(12,2) not null, primary key (order_id, line));
create table sales.payment (id bigint generated always as identity primary key, order_id bigint not null references sales.orders, iban sales.ciphertext not null, amount numeric(12,2) not null, paid_at timestamptz);
create table sales.consent (customer_id bigint not null references sales.customer, purpose text not null, granted_at timestamptz not null, primary key (customer_id, purpose));
create table sales.shipment (id bigint generated always as identity primary key, order_id bigint not null references sales.orders, carrier text, sent_at timestamptz);
create table sales.voucher (code text primary key, value numeric(8,2) not null, valid_to date);
create table sales.return_request (id bigint generated always as identity primary key, order_id bigint not null references sales.orders, reason text, requested_at timestamptz not null);
create table sales.support_case (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, subject text not null, opened_at timestamptz not null);
create table sales.order_event (id bigint not null, order_id bigint not null, happened_at timestamptz not null, kind text not null, primary key (id, happened_at)) partition by range (happened_at);
create table care.care_plan (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, diagnosis sales.ciphertext not null, made_on date not null);
create table care.allergy (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, substance text not null, noted_on date not null);
create table care.visit (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, visited_on date not null, note text);
alter table care.care_plan enable row level security;
alter table care.care_plan force row level security;
create policy own_customers on care.care_plan to duty_orders_write using (customer_id = nullif(current_setting('app.customer_id', true), '')::bigint);
alter table care.allergy enable row level security;
alter table care.allergy force row level security;
create policy own_customers on care.allergy to duty_orders_write using (customer_id = nullif(current_setting('app.customer_id', true), '')::bigint);
alter table sales.support_case enable row level security;
alter table sales.support_case force row level security;
create policy own_customers on sales.support_case to duty_orders_write using (customer_id = nullif(current_setting('app.customer_id', true), '')::bigint);

create table stock.article (id bigint primary key, name text not null, list_price numeric(12,2) not null);
create table stock.warehouse (id integer primary key, name text not null);
create table stock.level (article_id bigint not null references stock.article, warehouse_id integer not null references stock.warehouse, quantity integer not null, primary key (article_id, warehouse_id));
create table stock.supplier (id integer primary key, name text not null);
create table stock.delivery (id bigint primary key, supplier_id integer not null references stock.supplier, arrived_on date);
create table trail.change (id bigint generated always as identity primary key, happened_at timestamptz not null default now(), actor text not null, relation text not null, action text not null);

do $$
declare
  name text;
  month date;
begin
  foreach name in array array['country', 'currency', 'tax_rate', 'carrier', 'order_state', 'payment_kind', 'return_reason', 'language', 'unit', 'channel', 'campaign', 'price_list', 'discount_kind', 'shipping_zone', 'holiday'] loop
    execute format('create table reference.%I (code text primary key, label text not null, sort integer)', name);
  end loop;
  for i in 0..23 loop
    month := date '2025-01-01' + make_interval(months => i);
    execute format('create table sales.order_event_%s partition of sales.order_event for values from (%L) to (%L)', to_char(month, 'YYYY_MM'), month, month + interval '1 month');
  end loop;
end
$$;

create view api.open_order with (security_invoker = true) as select id, customer_id, total from sales.orders where state <> 'done';
create view api.stock_level with (security_invoker = true) as select article_id, sum(quantity) as quantity from stock.level group by article_id;
create view api.article_price with (security_invoker = true) as select id, name, list_price from stock.article;

create function trail.note_change() returns trigger language plpgsql set search_path = trail, pg_temp as $$
begin
  insert into trail.change (actor, relation, action) values (session_user, tg_table_name, tg_op);
  return null;
end
$$;
create trigger note_change after insert or update or delete on sales.customer for each row execute function trail.note_change();
create trigger note_change after insert or update or delete on sales.address for each row execute function trail.note_change();
create trigger note_change after insert or update or delete on care.care_plan for each row execute function trail.note_change();
create function api.place_order(customer_key bigint, article_key bigint, quantity integer) returns bigint language sql security definer set search_path = sales, stock, pg_temp as $$
  insert into sales.orders (customer_id, state, ordered_at, total) select customer_key, 'new', now(), list_price * quantity from stock.article where article.id = article_key returning id
$$;
revoke execute on function api.place_order(bigint, bigint, integer) from public;
grant execute on function api.place_order(bigint, bigint, integer) to duty_orders_write;

grant select on all tables in schema reference, stock to duty_orders_read;
grant select on sales.customer, sales.address, sales.orders, sales.order_line, sales.shipment, sales.return_request, sales.voucher, sales.consent, sales.order_event to duty_orders_read;
grant select on api.open_order, api.stock_level, api.article_price to duty_orders_read;
grant insert, update, delete on sales.customer, sales.address, sales.orders, sales.order_line, sales.shipment, sales.return_request, sales.order_event, sales.consent, sales.voucher, stock.level, stock.delivery to duty_orders_write;
grant select, insert, update on sales.payment, care.care_plan, care.allergy, care.visit, sales.support_case to duty_orders_write;
alter default privileges for role orders_owner in schema reference grant select on tables to duty_orders_read;
create publication warehouse_feed for table sales.orders, sales.order_line;

-- flaw public-table: every login reads a list of customers
create table sales.mailing_list (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, email text not null);
grant select on sales.mailing_list to public;
-- flaw unmapped-table, unmapped-columns: a copy of customers that the data map does not know
create table sales.customer_copy (id bigint primary key, last_name text, email text);
-- flaw suspicious-column: a column that looks personal in a table declared without
alter table stock.supplier add column contact_phone text;
-- flaw plain-secret-column: declared encrypted, kept as text
alter table sales.customer add column tax_id text;
-- flaw no-subject-path: personal data that no request of a person would find
create table sales.call_note (id bigint generated always as identity primary key, caller text, note text, noted_at timestamptz);
-- flaw no-primary-key
create table sales.newsletter_log (customer_id bigint not null references sales.customer, email text not null, sent_at timestamptz not null);
-- flaw constraint-not-validated
alter table sales.order_line add constraint order_line_article foreign key (article_id) references stock.article not valid;
-- flaw no-row-security: declared row-scoped, has no policy
-- (care.visit is declared with row_scope db and has no row security)
-- flaw dead-policy: policies on a table whose row security is off
create policy own_customers on sales.consent to duty_orders_write using (true is not false and customer_id = nullif(current_setting('app.customer_id', true), '')::bigint);
-- flaw open-policy: a permissive policy for everyone lets all rows through
create policy everything on sales.support_case for select using (true);
-- flaw default-privileges-public: every new table of the schema will be readable by everyone
alter default privileges for role orders_owner in schema sales grant select on tables to public;
-- flaw grant-option: the web service may hand its right on
grant select on sales.voucher to svc_web with grant option;
-- flaw truncate: the runtime role may empty a table past row triggers
grant truncate, trigger on sales.shipment to duty_orders_write;
-- flaw definer-public: everyone runs code with the owner's rights
create function api.find_customer(mail text) returns bigint language sql security definer set search_path = sales, pg_temp as $$ select id from sales.customer where email = mail $$;
grant execute on function api.find_customer(text) to public;
-- flaw definer-search-path: code with the owner's rights that does not pin its search path
create function api.cancel_order(number bigint) returns void language plpgsql security definer as $$ begin update sales.orders set state = 'cancelled' where id = number; end $$;
revoke execute on function api.cancel_order(bigint) from public;
grant execute on function api.cancel_order(bigint) to duty_orders_write;
-- flaw literal-key: the key stands beside its data
create function api.read_iban(value bytea) returns text language sql set search_path = pg_catalog, public as $$ select public.pgp_sym_decrypt(value, 'S3cret-key-of-shop') $$;
revoke execute on function api.read_iban(bytea) from public;
grant execute on function api.read_iban(bytea) to duty_orders_write;
reset role;
-- flaw view-bypass: a view of a superuser shows care plans past row security
create view api.care_overview as select customer_id, made_on from care.care_plan;
grant select on api.care_overview to duty_orders_read;
-- flaw superuser-definer: code that runs as superuser
create function api.kick(pid integer) returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$ select pg_catalog.pg_terminate_backend(pid) $$;
revoke execute on function api.kick(integer) from public;
grant execute on function api.kick(integer) to team_support;
-- flaw public-create: everyone may plant objects in schema public
grant create on schema public to public;
-- flaw person-owner: a table that belongs to a person
create table stock.old_count (article_id bigint primary key, counted integer);
alter table stock.old_count owner to ben;
-- flaw app-owner: a table that belongs to the runtime role
create table sales.session (token uuid primary key, customer_id bigint references sales.customer, seen_at timestamptz);
alter table sales.session owner to svc_orders;
-- flaw trigger-off: the change trail of addresses is switched off
alter table sales.address disable trigger note_change;
-- flaw publication-all: everything is offered to subscribers
create publication everything for all tables;
-- flaw unapproved-extension
create extension dblink;
revoke execute on all functions in schema public from public;
-- flaw database-create: the web service may create schemas and trusted extensions
grant create on database orders to svc_web;
-- flaw row-security-not-forced: the owner of the table logs in and sees every row
create table sales.wishlist (id bigint generated always as identity primary key, customer_id bigint not null references sales.customer, note text);
alter table sales.wishlist owner to svc_migration;
alter table sales.wishlist enable row level security;
create policy own_customers on sales.wishlist to duty_orders_write using (customer_id = nullif(current_setting('app.customer_id', true), '')::bigint);
-- flaw search-path: a role looks first into a schema that everyone writes to
alter role svc_mailer in database orders set search_path = public, sales;
