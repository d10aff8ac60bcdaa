package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Planted cases of partition trees and of plain inheritance: rights, policies, columns and views of
 * one table open the rows of another, and where they do not, the server refuses.
 */
final class PlantedTrees {
  /** Tables that are classified. */
  static final List<String> TABLES =
      List.of("tree.top", "tree.top_1", "tree.base", "tree.kid", "tree.grandkid");

  private final int major;
  private final List<PlantedReach.Case> cases = new ArrayList<>();

  PlantedTrees(int major) {
    this.major = major;
    partitions();
    inheritance();
  }

  List<PlantedReach.Case> cases() {
    return cases;
  }

  /** Statements that make the estate. */
  String setup() {
    return """
    create schema tree; grant usage, create on schema tree to public;
    create table tree.base_2 (d int);
    create role tree_top login; create role tree_leaf login; create role tree_column login;
    create role tree_view login; create role tree_viewer; create role kin_base login;
    create role kin_kid login; create role kin_column login; create role kin_view login;
    create table tree.top (a int primary key, b text) partition by list (a);
    create table tree.top_1 partition of tree.top for values in (1) partition by list (a);
    create table tree.top_1_a partition of tree.top_1 for values in (1);
    insert into tree.top values (1, 'x');
    grant all on tree.top to tree_top; grant all on tree.top_1_a to tree_leaf;
    grant select (a) on tree.top to tree_column; grant select on tree.top, tree.base_2 to tree_viewer;
    create view tree.over_top as select a, b from tree.top;
    alter view tree.over_top owner to tree_viewer; grant select on tree.over_top to tree_view;
    create function tree.fires() returns trigger language plpgsql as 'begin return new; end';
    alter table tree.top_1 enable row level security; create policy none on tree.top_1 using (false);
    create table tree.base (a int); create table tree.kid (b text) inherits (tree.base, tree.base_2);
    create table tree.grandkid (c int) inherits (tree.kid);
    insert into tree.base values (0); insert into tree.kid (a, b) values (1, 'x');
    insert into tree.grandkid (a, b) values (2, 'y');
    grant select, insert, update, delete, truncate on tree.base to kin_base;
    grant select, insert on tree.kid to kin_kid; grant select (d) on tree.base_2 to kin_column;
    create view tree.over_base as select * from tree.base_2;
    alter view tree.over_base owner to tree_viewer; grant select on tree.over_base to kin_view;
    alter table tree.grandkid enable row level security;
    """
        .replace("grant all on", "grant " + all() + " on");
  }

  private String all() {
    return "select, insert, update, delete, truncate, references, trigger"
        + (major >= 17 ? ", maintain" : "");
  }

  private void partitions() {
    String leaf = "select a from tree.top_1";
    part("tree_top", "SELECT", "tree.top_1", "select count(*) from tree.top = 1", leaf);
    part(
        "tree_top",
        "INSERT",
        "tree.top_1",
        "insert into tree.top (a) select 1 where false",
        "insert into tree.top_1 (a) select 1 where false");
    part("tree_top", "TRUNCATE", "tree.top_1", "truncate tree.top", "truncate tree.top_1");
    part(
        "tree_top",
        "REFERENCES",
        "tree.top_1",
        "create table tree.refers (a int references tree.top)",
        "create table tree.refers (a int references tree.top_1)");
    String fires =
        "create trigger t before insert on %s for each row execute function tree.fires()";
    none("tree_top", "TRIGGER tree.top_1", fires.formatted("tree.top"));
    part(
        "tree_leaf",
        "SELECT",
        "tree.top",
        "select count(*) from tree.top_1_a = 1",
        "select a from tree.top");
    part(
        "tree_leaf",
        "TRIGGER",
        "tree.top",
        fires.formatted("tree.top_1_a"),
        fires.formatted("tree.top"));
    add(
        "tree_column",
        "SELECT tree.top_1",
        "columns",
        "none",
        "select count(a) from tree.top = 1",
        "select b from tree.top");
    add(
        "tree_view",
        "SELECT tree.top_1",
        "view",
        "none",
        "select count(*) from tree.over_top = 1",
        leaf);
    if (major >= 17) {
      part(
          "tree_top",
          "MAINTAIN",
          "tree.top_1",
          "reindex table tree.top",
          "reindex table tree.top_1");
    }
  }

  private void inheritance() {
    String kid = "select a from tree.kid";
    kin("kin_base", "SELECT tree.kid", "select count(*) from tree.base = 3", kid);
    kin(
        "kin_base",
        "UPDATE tree.grandkid",
        "update tree.base set a = 1",
        "update tree.grandkid set a = 1");
    kin("kin_base", "DELETE tree.kid", "delete from tree.base", "delete from tree.kid");
    kin("kin_base", "TRUNCATE tree.kid", "truncate tree.base", "truncate tree.kid");
    none("kin_base", "INSERT tree.kid", "insert into tree.kid (a) values (1)");
    kin(
        "kin_kid",
        "SELECT tree.base",
        "select count(*) from tree.kid = 2",
        "select a from tree.base");
    kin(
        "kin_kid",
        "INSERT tree.base",
        "insert into tree.kid (a) values (1)",
        "insert into tree.base (a) values (1)");
    kin(
        "kin_kid",
        "SELECT tree.grandkid",
        "select count(*) from tree.kid = 2",
        "select a from tree.grandkid");
    add(
        "kin_column",
        "SELECT tree.kid",
        "columns",
        "none",
        "select count(*) from (select d from tree.base_2) d = 2",
        "select d from tree.kid");
    add(
        "kin_view",
        "SELECT tree.grandkid",
        "view",
        "none",
        "select count(*) from tree.over_base = 2",
        "select d from tree.grandkid");
    none("kin_view", "SELECT tree.base", "select a from tree.base");
  }

  private void part(String role, String privilege, String table, String allowed, String refused) {
    add(role, privilege + " " + table, "partition", "none", allowed, refused);
  }

  private void kin(String role, String access, String allowed, String refused) {
    add(role, access, "inheritance", "none", allowed, refused);
  }

  private void none(String role, String access, String refused) {
    cases.add(
        new PlantedReach.Case(role, Optional.of(access), "", "", List.of(), List.of(refused)));
  }

  private void add(
      String role, String access, String told, String rls, String allowed, String refused) {
    cases.add(
        new PlantedReach.Case(
            role, Optional.of(access), told, rls, List.of(allowed), List.of(refused)));
  }
}
