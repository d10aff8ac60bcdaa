-- Database warehouse: facts for analysis, without direct identifiers.
revoke create on schema public from public;
alter default privileges revoke execute on functions from public;
alter default privileges for role warehouse_owner revoke execute on functions from public;
create schema mart authorization warehouse_owner;
create schema staging authorization warehouse_owner;
grant usage on schema mart to duty_warehouse_read;
grant usage on schema staging to duty_warehouse_load;
set role warehouse_owner;
do $$
declare
  name text;
begin
  foreach name in array array['date', 'article', 'region', 'channel', 'campaign', 'carrier', 'store', 'price_band'] loop
    execute format('create table mart.dim_%s (id integer primary key, label text not null)', name);
  end loop;
  foreach name in array array['order', 'return', 'delivery', 'stock', 'visit', 'campaign'] loop
    execute format('create table mart.fact_%s (id bigint primary key, date_id integer not null references mart.dim_date, amount numeric(14,2))', name);
    execute format('create table staging.%s_raw (id bigint primary key, loaded_at timestamptz not null, body jsonb)', name);
    execute format('create view mart.%s_by_day with (security_invoker = true) as select date_id, sum(amount) as amount from mart.fact_%s group by date_id', name, name);
  end loop;
end
$$;
create materialized view mart.turnover as select date_id, sum(amount) as amount from mart.fact_order group by date_id;
grant select on all tables in schema mart to duty_warehouse_read;
grant select, insert, update, delete on all tables in schema staging to duty_warehouse_load;
reset role;
