package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pgevidence.privilege.MembershipGraph.Hop;

/**
 * Breadth first from a role over what it can act as, until one of the targets is met. A superuser
 * on the way leads no further: everything is open to it.
 */
final class RoleSearch {
  private final int from;
  private final Map<Integer, Hop> last = new HashMap<>();
  private final Map<Integer, Integer> previous = new HashMap<>();
  private final int met;

  RoleSearch(MembershipGraph graph, Roles roles, int from, BitSet targets) {
    this.from = from;
    this.met = targets.get(from) ? from : search(graph, roles, targets);
  }

  private int search(MembershipGraph graph, Roles roles, BitSet targets) {
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      int current = open.remove();
      for (Hop hop : roles.isSuperuser(current) ? List.<Hop>of() : graph.hops(current)) {
        if (hop.role() == from || last.putIfAbsent(hop.role(), hop) != null) {
          continue;
        }
        previous.put(hop.role(), current);
        if (targets.get(hop.role())) {
          return hop.role();
        }
        open.add(hop.role());
      }
    }
    return -1;
  }

  /** The target that was met; -1 = none. */
  int met() {
    return met;
  }

  /** Steps to the target; empty when none was met or the role is one. */
  List<Hop> way() {
    ArrayDeque<Hop> way = new ArrayDeque<>();
    @Nullable Integer at = met < 0 ? (Integer) from : (Integer) met;
    while (at != null && at != from) {
      way.addFirst(Objects.requireNonNull(last.get(at)));
      at = previous.get(at);
    }
    return List.copyOf(way);
  }
}
