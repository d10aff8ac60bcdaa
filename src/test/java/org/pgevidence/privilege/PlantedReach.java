package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One planted case of every verdict of reach: what is told of a role, and statements that the
 * server runs, or refuses, in a session of that role.
 */
final class PlantedReach {
  /** Tables that are classified. */
  static final List<String> TABLES =
      List.of(
          "app.t",
          "app.own",
          "app.rls",
          "app.forced",
          "app.denied",
          "app.below",
          "app.part",
          "app.part_1");

  /**
   * @param access "privilege table" of a row of table_access; empty when it is about {@code means}
   * @param told reach, or means of superuser_equivalent
   * @param rls effect told; for no row of superuser_equivalent the means that it must not tell
   * @param allowed statements that work one after the other; the last may be {@code query = number}
   * @param refused statement that fails in a fresh session, as the role has no such right at once
   */
  record Case(
      String role,
      Optional<String> access,
      String told,
      String rls,
      List<String> allowed,
      List<String> refused) {}

  private final int major;
  private final List<Case> cases = new ArrayList<>();

  PlantedReach(int major) {
    this.major = major;
    tables();
    security();
    means();
  }

  List<Case> cases() {
    return cases;
  }

  private String with(String options, String before) {
    return major >= 16 ? " with " + options : before;
  }

  /** Statements that make the estate. */
  List<String> setup() {
    List<String> sql = new ArrayList<>();
    sql.add(
        """
        create schema app; grant usage on schema app to public;
        create role own_er login; create role readers; create role usual login in role readers;
        create role colum_n login; create role viewer login; create role chained login;
        create role setter login noinherit; create role selfless login; create role caller login;
        create role definer_owner; create role partial login; create role lower_only login;
        create role predef login; create role bypasser login bypassrls; create role limited login;
        create role denied login; create role fifo login; create role writes login;
        create role programs login; create role repl login replication; create role sup superuser;
        create role becomes login noinherit; create role params login; create role indirect login noinherit;
        create table app.t (a int, b text); insert into app.t values (1, 'x'), (2, 'y'), (3, 'z');
        create table app.below (like app.t); insert into app.below select * from app.t;
        create table app.own (like app.t); create table app.rls (like app.t);
        create table app.forced (like app.t); create table app.denied (like app.t);
        insert into app.rls select * from app.t; insert into app.forced select * from app.t;
        insert into app.denied select * from app.t; insert into app.own select * from app.t;
        create table app.part (a int, b text) partition by list (a);
        create table app.part_1 partition of app.part for values in (1);
        create table app.part_2 partition of app.part for values in (2);
        insert into app.part values (1, 'x'), (2, 'y');
        grant select on app.part to partial; grant select on app.part_1 to lower_only;
        alter table app.part enable row level security; create policy none on app.part using (false);
        grant select on app.t, app.rls, app.forced, app.denied to readers;
        grant select (a) on app.t to colum_n;
        alter table app.own owner to own_er; alter table app.rls owner to own_er;
        alter table app.forced owner to own_er; revoke all on app.own from own_er;
        alter table app.rls enable row level security; create policy one on app.rls using (a = 1);
        alter table app.forced enable row level security; alter table app.forced force row level security;
        create policy one on app.forced using (a = 1);
        alter table app.denied enable row level security;
        grant select on app.rls, app.denied to bypasser, limited; grant usage on schema app to denied;
        create role upper_owner; create role lower_owner; grant select on app.below to lower_owner;
        create view app.lower_view as select * from app.below; alter view app.lower_view owner to lower_owner;
        grant select on app.lower_view to upper_owner;
        create view app.upper_view as select * from app.lower_view; alter view app.upper_view owner to upper_owner;
        grant select on app.upper_view to viewer, chained;
        create function app.counts() returns bigint language sql security definer as 'select count(*) from app.below';
        alter function app.counts() owner to lower_owner; revoke execute on function app.counts() from public;
        grant execute on function app.counts() to caller;
        grant pg_read_server_files to fifo; grant pg_write_server_files to writes;
        grant pg_execute_server_program to programs;
        create language plun handler plpgsql_call_handler inline plpgsql_inline_handler;
        create role untrusted_owner login; create role untrusted_member login noinherit;
        create function app.untrusted() returns int language plun as 'begin return 1; end';
        revoke execute on function app.untrusted() from public;
        alter function app.untrusted() owner to untrusted_owner;
        """);
    sql.add("grant readers to setter" + with("inherit false, set true", ""));
    sql.add("grant own_er to selfless" + with("inherit true, set false", ""));
    sql.add("grant bypasser to indirect" + with("inherit false, set true", ""));
    sql.add("grant untrusted_owner to untrusted_member" + with("inherit false, set true", ""));
    sql.add("grant sup to becomes" + with("inherit false, set true", ""));
    if (major >= 16) {
      sql.add("create role obtains login");
      sql.add("grant readers to obtains with inherit false, set false, admin true");
      // SET leads on and INHERIT counts at the end: set to a, which inherits from b.
      sql.add(
          "create role chain_a; create role chain_login login; grant readers to chain_a with inherit"
              + " true, set false; grant chain_a to chain_login with inherit false, set true");
      // Neither: a member that can do nothing with it.
      sql.add("create role idle login; grant readers to idle with inherit false, set false");
    } else {
      sql.add("create role obtains login createrole");
    }
    if (major >= 14) {
      sql.add("grant pg_read_all_data to predef");
    }
    if (major >= 15) {
      sql.add("create view app.mixed with (security_invoker) as select * from app.rls");
      sql.add("alter view app.mixed owner to own_er; grant select on app.mixed to upper_owner");
      sql.add("create view app.over_mixed as select * from app.mixed");
      sql.add("alter view app.over_mixed owner to upper_owner");
      sql.add("grant select on app.over_mixed to limited, viewer");
      sql.add("grant alter system on parameter archive_command to params");
    }
    if (major >= 17) {
      sql.add("create role keeper login; grant pg_maintain to keeper");
      sql.add("create role maintains login; grant maintain on app.t to maintains");
    }
    return sql;
  }

  private void tables() {
    String select = "SELECT app.t";
    String read = "select count(*) from app.t = 3";
    access("usual", select, "inherited", "none", List.of(read), List.of());
    access(
        "colum_n",
        select,
        "columns",
        "none",
        List.of("select count(a) from app.t = 3"),
        List.of("select b from app.t"));
    access(
        "setter",
        select,
        "set role",
        "none",
        List.of("set role readers", read),
        List.of("select a from app.t"));
    access(
        "own_er",
        "SELECT app.own",
        "owner self-grant",
        "none",
        List.of("grant select on app.own to own_er", "select count(*) from app.own = 3"),
        List.of("select a from app.own"));
    access(
        "selfless",
        "SELECT app.own",
        "owner self-grant",
        "none",
        List.of("grant select on app.own to selfless", "select count(*) from app.own = 3"),
        List.of("select a from app.own"));
    String options = with("inherit true", "");
    access(
        "obtains",
        select,
        "obtainable",
        "none",
        List.of("grant readers to obtains" + options, read),
        List.of("select a from app.t"));
    access(
        "viewer",
        "SELECT app.below",
        "view",
        "none",
        List.of("select count(*) from app.upper_view = 3"),
        List.of("select a from app.below", "select a from app.lower_view"));
    access(
        "caller",
        "SELECT app.below",
        "security definer",
        "none",
        List.of("select app.counts() = 3"),
        List.of("select a from app.below"));
    access(
        "partial",
        "SELECT app.part_1",
        "partition",
        "applies",
        List.of("select count(*) from app.part = 0"),
        List.of("select a from app.part_1"));
    access(
        "lower_only",
        "SELECT app.part",
        "partition",
        "none",
        List.of("select count(*) from app.part_1 = 1"),
        List.of("select a from app.part"));
    if (major >= 14) {
      access("predef", select, "inherited", "none", List.of(read), List.of("delete from app.t"));
    }
    if (major >= 16) {
      access(
          "chain_login",
          select,
          "set role",
          "none",
          List.of("set role chain_a", read),
          List.of("select a from app.t", "set role readers"));
      access("idle", select, "", "", List.of(), List.of("select a from app.t", "set role readers"));
    }
    if (major >= 17) {
      for (String role : List.of("keeper", "maintains")) {
        access(
            role,
            "MAINTAIN app.t",
            "inherited",
            "none",
            List.of("reindex table app.t"),
            List.of("truncate app.t"));
      }
    }
  }

  private void security() {
    String select = "SELECT app.rls";
    String read = "select count(*) from app.rls = ";
    access("usual", select, "inherited", "applies", List.of(read + 1), List.of());
    access("own_er", select, "inherited", "bypassed by owner", List.of(read + 3), List.of());
    access("bypasser", select, "inherited", "bypassed by BYPASSRLS", List.of(read + 3), List.of());
    access(
        "indirect",
        select,
        "set role",
        "bypassed by BYPASSRLS",
        List.of("set role bypasser", read + 3),
        List.of("select a from app.rls"));
    access(
        "own_er",
        "SELECT app.forced",
        "inherited",
        "applies",
        List.of("select count(*) from app.forced = 1"),
        List.of());
    access(
        "usual",
        "SELECT app.denied",
        "inherited",
        "deny all",
        List.of("select count(*) from app.denied = 0"),
        List.of());
    if (major >= 14) {
      access("predef", select, "inherited", "applies", List.of(read + 1), List.of());
    }
    if (major >= 15) {
      // An invoker's view is checked as the user, even when it is read through an owner's view.
      access("viewer", select, "", "", List.of(), List.of("select a from app.over_mixed"));
    }
  }

  private void means() {
    means("programs", "server programs", "copy (select 1) to program 'cat >/dev/null'", "caller");
    means("writes", "server file write", "copy (select 1) to '/dev/null'", "caller");
    means(
        "fifo",
        "server file read",
        "create temp table r (l text); copy r from '/etc/passwd'",
        "caller");
    means(
        "repl",
        "replication",
        "select pg_create_physical_replication_slot('s'); select pg_drop_replication_slot('s')",
        "caller");
    means(
        "becomes",
        "superuser membership",
        "set role sup; set session_replication_role = replica",
        "caller");
    means("untrusted_owner", "untrusted function", "select app.untrusted()", "caller");
    means(
        "untrusted_member",
        "untrusted function",
        "set role untrusted_owner; select app.untrusted()",
        "caller");
    if (major < 16) {
      means(
          "obtains",
          "createrole",
          "grant pg_execute_server_program to obtains; set role pg_execute_server_program;"
              + " copy (select 1) to program 'cat >/dev/null'",
          "caller");
    }
    if (major >= 14) {
      means("predef", "all data read", "select rolpassword from pg_authid", "caller");
    }
    if (major >= 15) {
      means("params", "system parameter", "alter system set archive_command = 'true'", "caller");
    }
  }

  private void access(
      String role,
      String access,
      String told,
      String rls,
      List<String> allowed,
      List<String> refused) {
    cases.add(new Case(role, Optional.of(access), told, rls, allowed, refused));
  }

  /** Another role without the means must fail where this one succeeds. */
  private void means(String role, String means, String sql, String without) {
    cases.add(new Case(role, Optional.empty(), means, "", List.of(sql), List.of()));
    cases.add(new Case(without, Optional.empty(), "", means, List.of(), List.of(sql)));
  }
}
