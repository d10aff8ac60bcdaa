package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** Fills role_reach: who gets to act with whose rights. */
record RoleReachRows(Estate estate) {
  void fill(DerivedRows rows) {
    rows.provide("role_reach");
    Roles roles = estate.roles();
    BitSet significant = significant();
    MembershipGraph everywhere = estate.graph("");
    for (int role = 0; role < roles.count(); role++) {
      if (roles.isSuperuser(role)) {
        continue;
      }
      BitSet targets = everywhere.actsAs(role, true);
      targets.and(significant);
      targets.or(everywhere.actsAs(role, false));
      targets.or(everywhere.member().reachedFrom(role));
      targets.clear(role);
      for (int target = targets.nextSetBit(0);
          target >= 0;
          target = targets.nextSetBit(target + 1)) {
        add(rows, "", everywhere, role, target, significant.get(target));
      }
      addDatabaseOwner(rows, everywhere, role);
    }
  }

  /** Targets whose reach matters to checks and carries steps. */
  private BitSet significant() {
    Roles roles = estate.roles();
    BitSet found = new BitSet();
    for (int i = 0; i < roles.count(); i++) {
      Roles.Role role = roles.get(i);
      found.set(
          i,
          role.isSuperuser()
              || role.isPredefined()
              || role.canCreateRole()
              || role.canReplicate()
              || role.bypassesRls());
    }
    return found;
  }

  private void addDatabaseOwner(DerivedRows rows, MembershipGraph everywhere, int role) {
    int owner = estate.roles().predefined("pg_database_owner");
    if (owner < 0) {
      return;
    }
    for (String database : new TreeMap<>(estate.databaseOwners()).keySet()) {
      MembershipGraph here = estate.graph(database);
      if (here.member().reachedFrom(role).get(owner)
          && !everywhere.member().reachedFrom(role).get(owner)) {
        add(rows, database, here, role, owner, true);
      }
    }
  }

  private void add(
      DerivedRows rows,
      String database,
      MembershipGraph graph,
      int role,
      int target,
      boolean hasSteps) {
    boolean inherits = graph.inherit().reachedFrom(role).get(target);
    boolean canSet = graph.set().reachedFrom(role).get(target);
    boolean isMember = graph.member().reachedFrom(role).get(target);
    boolean canObtain = graph.obtainable(role).get(target);
    List<Integer> chain =
        inherits
            ? graph.inherit().path(role, target)
            : canSet ? graph.set().path(role, target) : graph.member().path(role, target);
    boolean isByGrant = !inherits && !canSet && canObtain;
    List<MembershipGraph.Hop> way = isByGrant ? graph.wayOver(role, target) : List.of();
    rows.row(
        "role_reach",
        estate.roles().oid(role),
        estate.roles().oid(target),
        database,
        isMember,
        inherits,
        canSet,
        graph.isAdmin(role, target),
        canObtain,
        inherits ? "inherited" : canSet ? "set role" : canObtain ? "obtainable" : "member only",
        isByGrant ? graph.text(role, way) : estate.roles().chain(chain));
    if (!hasSteps) {
      return;
    }
    if (isByGrant) {
      rows.waySteps(role, way, graph);
    } else if (inherits) {
      rows.inheritSteps(chain);
    } else {
      rows.memberSteps(chain);
    }
  }
}
