package org.pgevidence.collect;

import java.io.IOException;
import org.pgevidence.demo.EmbeddedPostgres;

/** A small estate with a secret in every place that can hold one; each contains the word canary. */
public final class Estate {
  private Estate() {}

  /** Loads it; roles, tables and columns are called {@code hostile}. */
  public static void load(EmbeddedPostgres server, String hostile) throws IOException {
    String name = "\"" + hostile.replace("\"", "\"\"") + "\"";
    server.configure(
        """
        statement_timeout = '90s'
        archive_command = 'env TOKEN=canary1 cp %p /nowhere/%f'
        restore_command = 'cp --password=canary2 /nowhere/%f %p'
        primary_conninfo = 'host=primary password=canary3'
        myapp.api_key = 'canary4'
        cluster_name = 'password=canary5'
        """);
    server.writeHba(
        """
        local all all trust
        host all all 127.0.0.1/32 trust
        host app all 10.0.0.0/8 ldap ldapserver=ldap.example.com ldapbinddn="cn=reader" ldapbindpasswd=canary6
        host app all 192.0.2.0/255.255.255.0 radius radiusservers=192.0.2.1 radiussecrets=canary7 canary8
        hostssl all all ::/0 scram-sha-256 # canary9
        """);
    server.reload();
    server.execute("postgres", ReaderRole.script());
    server.execute(
        "postgres",
        "create role plain login; create role monitor login connection limit 1 in role pg_monitor;"
            + "set password_encryption = 'md5'; create role old login password 'canary10';"
            + "set password_encryption = 'scram-sha-256'; create role scram login password 'canary11';"
            + "create role "
            + name
            + "; comment on role plain is 'canary12';"
            + "alter role plain set myapp.token = 'canary13'; alter role plain set work_mem = '8MB'");
    server.execute("postgres", "create database other");
    server.execute(
        "postgres",
        "create schema s; create table s."
            + name
            + " (id int primary key, "
            + name
            + " text not null default 'canary14');"
            + "grant select (id) on s."
            + name
            + " to plain; grant update on s."
            + name
            + " to monitor with grant option;"
            + "revoke all on s."
            + name
            + " from postgres;"
            + "comment on table s."
            + name
            + " is 'canary15';"
            + "create function s.f(a int, b text[]) returns int language plpgsql security definer as $$"
            + " declare k text := 'canary16'; begin execute 'select 1'; return 1; end $$;"
            + "create function s.t() returns trigger language plpgsql as $$ begin return new; end $$;"
            + "create trigger g before insert on s."
            + name
            + " for each row execute function s.t('canary17');"
            + "alter table s."
            + name
            + " enable row level security;"
            + "create policy p on s."
            + name
            + " using ("
            + name
            + " <> 'canary18');"
            + "create policy q on s."
            + name
            + " using (true);"
            + "create view s.v as select id, 'canary19' as c from s."
            + name
            + ";"
            + "create type s.pair as (a int, b text); create domain s.mail as text check (value <> 'canary20');"
            + "create extension postgres_fdw;"
            + "create server remote foreign data wrapper postgres_fdw options (host 'h', dbname 'd');"
            + "create user mapping for plain server remote options (user 'u', password 'canary21');"
            + "create publication pub for table s."
            + name
            + ";"
            + "alter default privileges in schema s grant select on tables to monitor;"
            + "select lo_create(4711)");
    server.execute(
        "postgres",
        "create subscription sub connection 'host=db.example.com password=''canary22 host=canary23''' publication pub"
            + " with (connect = false, enabled = false, slot_name = none)");
  }
}
