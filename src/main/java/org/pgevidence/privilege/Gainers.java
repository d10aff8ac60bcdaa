package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who can be given the rights of a role, by grants of memberships, so that it uses them at once.
 */
final class Gainers {
  private final MembershipGraph graph;
  private final Roles roles;
  private final int major;
  private final Map<Integer, BitSet> grantable = new HashMap<>();

  /** Asks the graph only when asked itself. */
  Gainers(MembershipGraph graph, Roles roles, int major) {
    this.graph = graph;
    this.roles = roles;
    this.major = major;
  }

  /**
   * Roles that come to use the rights of some role of a set when a role grants them what it, or one
   * that it gets to act as, may grant. Before 16 only roles that inherit, or that CREATEROLE lets
   * inherit: ALTER ROLE … INHERIT is refused for predefined, replication and superuser roles only.
   * A grant that makes a loop is refused by the server and counts only where the loop can be
   * broken.
   */
  BitSet of(int role, BitSet wanted) {
    BitSet given = (BitSet) grantable(role).clone();
    given.and(wanted);
    BitSet gainers = new BitSet();
    if (given.isEmpty()) {
      return gainers;
    }
    BitSet acting = graph.acting(role);
    boolean hasCreateRole = major < 16 && acting.stream().anyMatch(a -> createsRoles(a));
    for (int target = given.nextSetBit(0); target >= 0; target = given.nextSetBit(target + 1)) {
      BitSet able = (BitSet) acting.clone();
      // CREATEROLE can revoke every membership that is in the way.
      if (!hasCreateRole) {
        able.andNot(unbreakable(role, target));
      }
      gainers.or(able);
    }
    if (major < 16) {
      for (int actor = gainers.nextSetBit(0); actor >= 0; actor = gainers.nextSetBit(actor + 1)) {
        Roles.Role gainer = roles.get(actor);
        boolean canBeAltered = hasCreateRole && !gainer.canReplicate() && !gainer.isPredefined();
        gainers.set(actor, gainer.inherits() || canBeAltered);
      }
    }
    return gainers;
  }

  private boolean createsRoles(int role) {
    return roles.get(role).canCreateRole() && !roles.isSuperuser(role);
  }

  /** What a role, or one that it gets to act as, may grant. */
  private BitSet grantable(int role) {
    return grantable.computeIfAbsent(
        role,
        k -> {
          BitSet found = new BitSet();
          graph.acting(k).stream()
              .filter(actor -> !roles.isSuperuser(actor))
              .forEach(
                  actor ->
                      graph.hops(actor).stream()
                          .filter(hop -> hop.means() != MembershipGraph.Means.SET_ROLE)
                          .forEach(hop -> found.set(hop.role())));
          // Whoever the role acts as cannot be made its member: that would be a loop.
          found.clear(k);
          return found;
        });
  }

  /**
   * Roles that a target is a member of for good, so that it cannot be granted to them. Before 16 a
   * role may revoke the memberships in itself and in what it may grant, whoever granted them; from
   * 16 on only those that it granted.
   */
  private BitSet unbreakable(int role, int target) {
    BitSet found = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(target));
    while (!open.isEmpty()) {
      for (int parent : graph.member().parents(open.remove())) {
        boolean isRevocable = major < 16 && (parent == role || grantable(role).get(parent));
        if (!isRevocable && !found.get(parent)) {
          found.set(parent);
          open.add(parent);
        }
      }
    }
    return found;
  }
}
