package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Rights of one role on other roles as pg_has_role() answers them: USAGE, MEMBER, SET (before 16 as
 * MEMBER) and ADMIN (MEMBER WITH ADMIN OPTION). The implicit membership of a database's owner gives
 * rows of that database; all other rows hold in every database.
 */
public final class RoleAccess {
  private final Estate estate;

  /** Over an estate; its objects are not used. */
  public RoleAccess(Estate estate) {
    this.estate = estate;
  }

  /** Rows of a role that exists, sorted by database, other role and privilege. */
  public List<AccessRow> rows(int role) {
    List<AccessRow> rows = new ArrayList<>();
    MembershipGraph everywhere = estate.graph("");
    for (int other = 0; other < estate.roles().count(); other++) {
      add(rows, "", everywhere, role, other);
    }
    int owner = estate.roles().predefined("pg_database_owner");
    for (String database : new TreeMap<>(estate.databaseOwners()).keySet()) {
      MembershipGraph here = estate.graph(database);
      boolean isMore =
          owner >= 0
              && !estate.roles().isSuperuser(role)
              && here.member().reachedFrom(role).get(owner)
              && !everywhere.member().reachedFrom(role).get(owner);
      if (isMore) {
        add(rows, database, here, role, owner);
      }
    }
    return rows;
  }

  private void add(
      List<AccessRow> rows, String database, MembershipGraph graph, int role, int other) {
    if (other == role) {
      return;
    }
    boolean isAdmin = graph.isAdmin(role, other);
    addIf(rows, database, "ADMIN", isAdmin, adminChain(graph, role, other, isAdmin), role, other);
    addIf(rows, database, "MEMBER", graph.member(), role, other);
    addIf(rows, database, "SET", graph.set(), role, other);
    addIf(rows, database, "USAGE", graph.inherit(), role, other);
  }

  private List<Integer> adminChain(MembershipGraph graph, int role, int other, boolean isAdmin) {
    if (!isAdmin) {
      return List.of();
    }
    BitSet holders = (BitSet) graph.adminsOf(other).clone();
    holders.and(graph.member().reachedFrom(role));
    List<Integer> chain = new ArrayList<>(graph.member().path(role, holders.nextSetBit(0)));
    chain.add(other);
    return chain;
  }

  private void addIf(
      List<AccessRow> rows, String database, String right, Closure closure, int role, int other) {
    boolean holds = closure.reachedFrom(role).get(other);
    addIf(rows, database, right, holds, closure.path(role, other), role, other);
  }

  private void addIf(
      List<AccessRow> rows,
      String database,
      String right,
      boolean holds,
      List<Integer> chain,
      int role,
      int other) {
    Roles roles = estate.roles();
    if (!holds && !roles.isSuperuser(role)) {
      return;
    }
    String via = holds ? roles.chain(chain) : "superuser";
    String verb =
        switch (right) {
          case "USAGE" -> "uses the rights of";
          case "SET" -> "may SET ROLE to";
          case "ADMIN" -> "may grant membership in";
          default -> "is a member of";
        };
    String reason = holds ? "along " + via : "because it is a superuser";
    String sentence =
        roles.quoted(role) + " " + verb + " " + roles.quoted(other) + " " + reason + ".";
    rows.add(
        new AccessRow(
            database,
            "role",
            roles.quoted(other),
            roles.quoted(role),
            right,
            false,
            via,
            List.of(sentence)));
  }
}
