package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.privilege.Memberships.Edge;

/**
 * Who reaches whom in one database, as pg_has_role() sees it, and beyond: what a role can become by
 * granting itself what it may grant. The superuser attribute is not part of these relations.
 */
final class MembershipGraph {
  /** How one role gets to the next. */
  enum Means {
    SET_ROLE,
    ADMIN_OPTION,
    CREATEROLE
  }

  /** One step of a way to another role: who is reached, and how. */
  record Hop(int role, Means means) {}

  private final Roles roles;
  private final int major;
  private final Closure inherit;
  private final Closure set;
  private final Closure member;
  private final int databaseOwnerRole;
  private final Map<Integer, BitSet> admins = new TreeMap<>();
  private final Map<Integer, BitSet> obtainable = new HashMap<>();
  private final Map<Integer, BitSet> acting = new HashMap<>();
  private final Gainers gainers;
  private final Map<Integer, List<Hop>> hops = new HashMap<>();

  MembershipGraph(Roles roles, int major, Memberships memberships, int databaseOwner) {
    this.roles = roles;
    this.major = major;
    this.databaseOwnerRole = roles.predefined("pg_database_owner");
    List<int[]> inheriting = new ArrayList<>();
    List<int[]> settable = new ArrayList<>();
    List<int[]> all = new ArrayList<>();
    for (Edge edge : memberships.edges()) {
      int[] pair = {edge.member(), edge.role()};
      all.add(pair);
      if (edge.inherits()) {
        inheriting.add(pair);
      }
      if (edge.canSet()) {
        settable.add(pair);
      }
      if (edge.hasAdmin()) {
        admins.computeIfAbsent(edge.role(), k -> new BitSet()).set(edge.member());
      }
    }
    if (databaseOwnerRole >= 0 && databaseOwner >= 0) {
      int[] implicit = {databaseOwner, databaseOwnerRole};
      all.add(implicit);
      settable.add(implicit);
      if (major >= 16 || roles.get(databaseOwner).inherits()) {
        inheriting.add(implicit);
      }
    }
    inherit = new Closure(roles.count(), inheriting);
    set = new Closure(roles.count(), settable);
    member = new Closure(roles.count(), all);
    gainers = new Gainers(this, roles, major);
  }

  /** Whose rights a role uses at once: pg_has_role USAGE. */
  Closure inherit() {
    return inherit;
  }

  /** What a role may SET ROLE to; before 16 every membership allows it. */
  Closure set() {
    return set;
  }

  /** Every membership: pg_has_role MEMBER. */
  Closure member() {
    return member;
  }

  /** Roles that hold ADMIN OPTION on a role directly; do not change. */
  BitSet adminsOf(int role) {
    return admins.getOrDefault(role, new BitSet());
  }

  /** pg_has_role MEMBER WITH ADMIN OPTION for a role that is no superuser. */
  boolean isAdmin(int role, int target) {
    return member.reachedFrom(role).intersects(adminsOf(target));
  }

  /**
   * All roles that a role can act as, itself included, if need be after granting itself
   * memberships: by ADMIN OPTION (from 16 only where it inherits from or may SET ROLE to the
   * holder), before 16 by CREATEROLE any role but superusers. Nobody but a superuser can grant a
   * superuser role. All roles once a superuser is among them. Do not change.
   */
  BitSet obtainable(int role) {
    return obtainable.computeIfAbsent(
        role,
        k -> {
          BitSet found = (BitSet) acting(k).clone();
          if (found.intersects(roles.superusers())) {
            found.set(0, roles.count());
          }
          return found;
        });
  }

  /** As {@link #obtainable}, but a superuser that is reached leads no further; do not change. */
  BitSet acting(int role) {
    return acting.computeIfAbsent(role, k -> actsAs(k, true));
  }

  /** The first of some roles on the way from a role; -1 when there is none. */
  int nearest(int role, BitSet targets) {
    int settable = targets.get(role) ? role : set.nearest(role, targets);
    if (settable >= 0) {
      return settable;
    }
    return new RoleSearch(this, roles, role, targets).met();
  }

  /** As {@link Gainers#of}. */
  BitSet gainers(int role, BitSet wanted) {
    return gainers.of(role, wanted);
  }

  /**
   * As {@link #obtainable}, but a superuser that is reached leads no further, and CREATEROLE counts
   * only if asked. The set is the caller's.
   */
  BitSet actsAs(int role, boolean hasCreateRole) {
    BitSet found = new BitSet();
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(role));
    found.set(role);
    while (!open.isEmpty()) {
      int current = open.remove();
      if (roles.isSuperuser(current)) {
        continue;
      }
      for (Hop hop : hops(current)) {
        boolean counts = hasCreateRole || hop.means() != Means.CREATEROLE;
        if (counts && !found.get(hop.role())) {
          found.set(hop.role());
          open.add(hop.role());
        }
      }
    }
    return found;
  }

  /** Every role that a role can act as in one step. */
  List<Hop> hops(int role) {
    return hops.computeIfAbsent(role, this::computeHops);
  }

  private List<Hop> computeHops(int role) {
    List<Hop> hops = new ArrayList<>();
    for (int parent : set.parents(role)) {
      hops.add(new Hop(parent, Means.SET_ROLE));
    }
    BitSet acting = major >= 16 ? inherit.reachedFrom(role) : member.reachedFrom(role);
    admins.forEach(
        (target, holders) -> {
          if (holders.intersects(acting) && canBeGranted(target)) {
            hops.add(new Hop(target, Means.ADMIN_OPTION));
          }
        });
    if (major < 16 && roles.get(role).canCreateRole()) {
      for (int target = 0; target < roles.count(); target++) {
        if (canBeGranted(target) && target != role) {
          hops.add(new Hop(target, Means.CREATEROLE));
        }
      }
    }
    return hops;
  }

  private boolean canBeGranted(int target) {
    return !roles.isSuperuser(target) && target != databaseOwnerRole;
  }

  /** Shortest way by which a role gets to act as another; empty when there is none. */
  List<Hop> way(int from, int to) {
    BitSet target = new BitSet();
    target.set(to);
    return new RoleSearch(this, roles, from, target).way();
  }

  /** As {@link #way}, or by a superuser that the role gets to act as, who may become anyone. */
  List<Hop> wayOver(int from, int to) {
    List<Hop> way = way(from, to);
    if (!way.isEmpty() || !acting(from).intersects(roles.superusers())) {
      return way;
    }
    List<Hop> over = new ArrayList<>(new RoleSearch(this, roles, from, roles.superusers()).way());
    over.add(new Hop(to, Means.SET_ROLE));
    return over;
  }

  /** A way in words of one line: names joined by an arrow, steps that need a grant marked. */
  String text(int from, List<Hop> way) {
    StringBuilder text = new StringBuilder(roles.quoted(from));
    for (Hop hop : way) {
      text.append(" → ").append(roles.quoted(hop.role()));
      switch (hop.means()) {
        case SET_ROLE -> {}
        case ADMIN_OPTION -> text.append(" (by ADMIN OPTION)");
        case CREATEROLE -> text.append(" (by CREATEROLE)");
      }
    }
    return text.toString();
  }
}
