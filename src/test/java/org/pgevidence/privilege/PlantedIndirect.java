package org.pgevidence.privilege;

import java.util.List;
import java.util.Optional;

/**
 * Planted cases of rights that lie behind another right: functions and views of roles that come to
 * the table by a column, a view or another table of its tree, and columns of views.
 */
record PlantedIndirect() {
  /** Tables that are classified. */
  static final List<String> TABLES = List.of("far.t", "far.top_1", "far.kid");

  /** Statements that make the estate. */
  String setup() {
    return """
    create schema far; grant usage on schema far to public;
    create role by_column; create role by_view; create role by_parent; create role by_base;
    create role calls_column login; create role calls_view login; create role calls_parent login;
    create role calls_base login; create role reads_narrow login; create role reads_part login;
    create role reads_wide login; create role writes_part login;
    create table far.t (a int, b text); insert into far.t values (1, 'x'), (2, 'y'), (3, 'z');
    create table far.top (a int, b text) partition by list (a);
    create table far.top_1 partition of far.top for values in (1); insert into far.top values (1, 'x');
    create table far.base (a int); create table far.kid () inherits (far.base);
    insert into far.kid values (1), (2);
    grant select (a), update (a) on far.t to by_column; grant select on far.top to by_parent;
    grant select on far.base to by_base;
    create view far.whole as select * from far.t; grant select on far.whole to by_view;
    grant select (a), update (a) on far.whole to reads_part, writes_part;
    create view far.narrow as select a from far.t; alter view far.narrow owner to by_column;
    create view far.wide as select a, b from far.t; alter view far.wide owner to by_column;
    grant select on far.narrow to reads_narrow; grant select on far.wide to reads_wide;
    create function far.of_column() returns bigint language sql security definer as 'select count(a) from far.t';
    create function far.of_view() returns bigint language sql security definer as 'select count(*) from far.whole';
    create function far.of_parent() returns bigint language sql security definer as 'select count(*) from far.top';
    create function far.of_base() returns bigint language sql security definer as 'select count(*) from far.base';
    revoke execute on all functions in schema far from public;
    alter function far.of_column() owner to by_column; alter function far.of_view() owner to by_view;
    alter function far.of_parent() owner to by_parent; alter function far.of_base() owner to by_base;
    grant execute on function far.of_column() to calls_column;
    grant execute on function far.of_view() to calls_view;
    grant execute on function far.of_parent() to calls_parent;
    grant execute on function far.of_base() to calls_base;
    """;
  }

  List<PlantedReach.Case> cases() {
    String t = "select a from far.t";
    return List.of(
        one("calls_column", "SELECT far.t", "security definer", "select far.of_column() = 3", t),
        one("calls_view", "SELECT far.t", "security definer", "select far.of_view() = 3", t),
        one(
            "calls_parent",
            "SELECT far.top_1",
            "security definer",
            "select far.of_parent() = 1",
            "select a from far.top_1"),
        one(
            "calls_base",
            "SELECT far.kid",
            "security definer",
            "select far.of_base() = 2",
            "select a from far.kid"),
        one("reads_part", "SELECT far.t", "view", "select count(a) from far.whole = 3", t),
        one(
            "writes_part",
            "UPDATE far.t",
            "view",
            "update far.whole set a = 9 where a = 1",
            "update far.t set a = 9"),
        one("reads_narrow", "SELECT far.t", "view", "select count(a) from far.narrow = 3", t),
        // Told as uncertain: its owner lacks a column that the view reads.
        new PlantedReach.Case(
            "reads_wide",
            Optional.of("SELECT far.t"),
            "view",
            "none",
            List.of(),
            List.of("select a from far.wide", t)));
  }

  private static PlantedReach.Case one(
      String role, String access, String told, String allowed, String refused) {
    return new PlantedReach.Case(
        role, Optional.of(access), told, "none", List.of(allowed), List.of(refused));
  }
}
