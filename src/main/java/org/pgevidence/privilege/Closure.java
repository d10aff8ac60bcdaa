package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One relation between roles (inherits from, may SET ROLE to, is member of), closed transitively.
 * Sets are computed when first asked for and kept: a question about one object touches few roles.
 * Each set holds the role itself. Not thread-safe.
 */
final class Closure {
  private static final int MOST_PATHS = 1000;

  private final int[][] up;
  private final int[][] down;
  private final @Nullable BitSet[] reached;
  private final @Nullable BitSet[] reaching;

  /** Edges from member to granted role, for roles 0 to {@code count - 1}. */
  Closure(int count, List<int[]> edges) {
    up = adjacency(count, edges, 0, 1);
    down = adjacency(count, edges, 1, 0);
    reached = new @Nullable BitSet[count];
    reaching = new @Nullable BitSet[count];
  }

  private static int[][] adjacency(int count, List<int[]> edges, int from, int to) {
    int[] degree = new int[count];
    edges.forEach(edge -> degree[edge[from]]++);
    int[][] targets = new int[count][];
    for (int i = 0; i < count; i++) {
      targets[i] = new int[degree[i]];
    }
    edges.forEach(edge -> targets[edge[from]][--degree[edge[from]]] = edge[to]);
    for (int i = 0; i < count; i++) {
      targets[i] = Arrays.stream(targets[i]).sorted().distinct().toArray();
    }
    return targets;
  }

  /** The role and all roles it leads to; do not change. */
  BitSet reachedFrom(int role) {
    return closed(role, up, reached);
  }

  /** The role and all roles that lead to it; do not change. */
  BitSet leadingTo(int role) {
    return closed(role, down, reaching);
  }

  private static BitSet closed(int start, int[][] edges, @Nullable BitSet[] known) {
    BitSet kept = known[start];
    if (kept != null) {
      return kept;
    }
    BitSet found = new BitSet(edges.length);
    ArrayDeque<Integer> open = new ArrayDeque<>();
    found.set(start);
    open.add(start);
    while (!open.isEmpty()) {
      for (int next : edges[open.remove()]) {
        BitSet whole = known[next];
        if (whole != null) {
          found.or(whole);
        } else if (!found.get(next)) {
          found.set(next);
          open.add(next);
        }
      }
    }
    known[start] = found;
    return found;
  }

  /** Roles one step up; do not change. */
  int[] parents(int role) {
    return up[role];
  }

  /** Shortest chain from a role to one it leads to, both included; empty when there is none. */
  List<Integer> path(int from, int to) {
    if (!reachedFrom(from).get(to)) {
      return List.of();
    }
    BitSet useful = leadingTo(to);
    // Roles are many, those on the way few.
    Map<Integer, Integer> previous = new HashMap<>(Map.of(from, from));
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!previous.containsKey(to)) {
      int role = open.remove();
      for (int next : up[role]) {
        if (useful.get(next) && previous.putIfAbsent(next, role) == null) {
          open.add(next);
        }
      }
    }
    ArrayDeque<Integer> path = new ArrayDeque<>(List.of(to));
    while (path.getFirst() != from) {
      path.addFirst(Objects.requireNonNull(previous.get(path.getFirst())));
    }
    return List.copyOf(path);
  }

  /** The nearest of some roles that a role leads to, itself not counted; -1 when there is none. */
  int nearest(int from, BitSet targets) {
    if (!reachedFrom(from).intersects(targets)) {
      return -1;
    }
    BitSet seen = new BitSet(up.length);
    seen.set(from);
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (int next : up[open.remove()]) {
        if (targets.get(next)) {
          return next;
        }
        if (!seen.get(next)) {
          seen.set(next);
          open.add(next);
        }
      }
    }
    return -1;
  }

  /** Every chain without a loop, shortest first; at most a thousand. */
  List<List<Integer>> paths(int from, int to) {
    List<List<Integer>> found = new ArrayList<>();
    ArrayDeque<List<Integer>> open = new ArrayDeque<>(List.of(List.of(from)));
    BitSet useful = leadingTo(to);
    while (!open.isEmpty() && found.size() < MOST_PATHS) {
      List<Integer> path = open.remove();
      int last = path.getLast();
      if (last == to) {
        found.add(path);
        continue;
      }
      for (int next : up[last]) {
        if (useful.get(next) && !path.contains(next)) {
          List<Integer> longer = new ArrayList<>(path);
          longer.add(next);
          open.add(longer);
        }
      }
    }
    return found;
  }
}
