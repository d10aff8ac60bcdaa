package org.pgevidence.privilege;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.pgevidence.privilege.Views.Relation;

/**
 * By what a role gets to use a privilege on a table, beyond what has_table_privilege() tells:
 * columns, views, SET ROLE, grants to itself, SECURITY DEFINER functions, and these together.
 */
final class TableReach {
  /** Kinds of reach, strongest first. */
  enum Kind {
    INHERITED("inherited"),
    COLUMNS("columns"),
    PARTITION("partition"),
    INHERITANCE("inheritance"),
    VIEW("view"),
    SET_ROLE("set role"),
    OWNER_SELF_GRANT("owner self-grant"),
    OBTAINABLE("obtainable"),
    SECURITY_DEFINER("security definer");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * The strongest reach of one role; one that USAGE on the schema makes usable comes before others.
   *
   * @param caller role that asks at the entrance: the role itself or one that it becomes
   * @param actor role whose rights are used in the end
   * @param through view chain, column or function it goes through; empty for the table
   * @param hasUsage whether the caller has USAGE on the schema of the entrance, or can obtain it
   * @param user role whose USAGE must be obtained besides; -1 = none
   */
  record Reach(
      Kind kind,
      int caller,
      int actor,
      List<Securable> through,
      boolean isCertain,
      boolean hasUsage,
      int user) {}

  private final MembershipGraph graph;
  private final Relation table;
  private final Privilege privilege;
  private final Entrances entrances;
  private final boolean isGrouped;

  TableReach(
      MembershipGraph graph,
      Relation table,
      Privilege privilege,
      Entrances entrances,
      boolean isGrouped) {
    this.isGrouped = isGrouped;
    this.graph = graph;
    this.table = table;
    this.privilege = privilege;
    this.entrances = entrances;
  }

  /** A function that a role which cannot log in may execute; empty when there is none. */
  Optional<Reach> byFunction(int role) {
    BitSet self = new BitSet();
    self.set(role);
    Best best = new Best(role);
    for (Entrance definer : entrances.definers()) {
      best.offer(definer, Kind.SECURITY_DEFINER, self);
    }
    return best.found();
  }

  /** The strongest reach; empty when there is none. */
  Optional<Reach> of(int role) {
    BitSet self = new BitSet();
    self.set(role);
    BitSet settable = graph.set().reachedFrom(role);
    BitSet obtainable = graph.acting(role);
    if (!entrances.anyCaller().intersects(obtainable)) {
      return Optional.empty();
    }
    Best best = new Best(role);
    for (Entrance entrance : entrances.direct()) {
      best.offer(entrance, entrance.kind(), self);
    }
    for (Entrance entrance : entrances.direct()) {
      best.offer(entrance, Kind.SET_ROLE, settable);
    }
    best.offer(entrances.owner(), Kind.OWNER_SELF_GRANT, settable);
    for (Entrance entrance : entrances.direct()) {
      best.offer(entrance, Kind.OBTAINABLE, obtainable);
    }
    best.offer(entrances.owner(), Kind.OBTAINABLE, obtainable);
    for (Entrance entrance : entrances.direct()) {
      best.offerTogether(entrance, obtainable);
    }
    best.offerTogether(entrances.owner(), obtainable);
    for (BitSet callers : isGrouped ? List.of(self) : List.of(self, settable, obtainable)) {
      for (Entrance definer : best.isEmpty() ? entrances.definers() : List.<Entrance>of()) {
        best.offer(definer, Kind.SECURITY_DEFINER, callers);
      }
    }
    return best.found();
  }

  /** Keeps the first reach that is usable, or else the first of all. */
  private final class Best {
    private final int role;
    private Optional<Reach> usable = Optional.empty();
    private Optional<Reach> other = Optional.empty();

    Best(int role) {
      this.role = role;
    }

    boolean isEmpty() {
      return usable.isEmpty() && other.isEmpty();
    }

    Optional<Reach> found() {
      return usable.or(() -> other);
    }

    void offer(Entrance entrance, Kind kind, BitSet callers) {
      if (usable.isPresent() || !entrance.callers().intersects(callers)) {
        return;
      }
      BitSet able = (BitSet) entrance.callers().clone();
      able.and(callers);
      if (able.intersects(entrance.users())) {
        able.and(entrance.users());
        usable = Optional.of(reach(entrance, kind, able, true));
      } else if (other.isEmpty()) {
        other = Optional.of(reach(entrance, kind, able, false));
      }
    }

    /** Rights of one role and USAGE of another, where both can be granted to one. */
    void offerTogether(Entrance entrance, BitSet acting) {
      if (usable.isPresent()
          || !entrance.callers().intersects(acting)
          || !entrance.users().intersects(acting)) {
        return;
      }
      BitSet able = union(entrance.callers(), graph.gainers(role, entrance.callers()), acting);
      able.and(union(entrance.users(), graph.gainers(role, entrance.users()), acting));
      if (!able.isEmpty()) {
        int user = graph.nearest(role, both(entrance.users(), acting));
        BitSet callers = both(entrance.callers(), acting);
        usable = Optional.of(reach(entrance, Kind.OBTAINABLE, callers, true, user));
      }
    }

    private BitSet union(BitSet one, BitSet other, BitSet within) {
      BitSet all = (BitSet) one.clone();
      all.or(other);
      all.and(within);
      return all;
    }

    private BitSet both(BitSet one, BitSet other) {
      return union(one, one, other);
    }

    private Reach reach(Entrance entrance, Kind kind, BitSet able, boolean hasUsage) {
      return reach(entrance, kind, able, hasUsage, -1);
    }

    private Reach reach(Entrance entrance, Kind kind, BitSet able, boolean hasUsage, int user) {
      int caller = graph.nearest(role, able);
      int actor = entrance.actor() < 0 ? caller : entrance.actor();
      return new Reach(
          kind, caller, actor, entrance.through(), entrance.isCertain(), hasUsage, user);
    }
  }

  Relation table() {
    return table;
  }

  Privilege privilege() {
    return privilege;
  }
}
