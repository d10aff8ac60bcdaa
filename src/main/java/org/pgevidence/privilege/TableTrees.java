package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pgevidence.fact.Facts;

/**
 * Partition trees and plain inheritance. A statement that names one table works on the rows of
 * those below it too, with rights, and policies, of the named table alone.
 */
final class TableTrees {
  /** One table right below another. */
  record Edge(long lower, long upper, boolean isPartition) {}

  /**
   * Another table of the tree.
   *
   * @param chain edges from the lower of both tables up to the other
   * @param isAbove whether the relative is the upper one
   */
  record Relative(long oid, List<Edge> chain, boolean isAbove) {
    /** Copies the list. */
    Relative {
      chain = List.copyOf(chain);
    }

    /** A tree is of one kind: no partition and no partitioned table has children that inherit. */
    boolean isPartition() {
      return chain.getFirst().isPartition();
    }

    /**
     * Whether a privilege on the relative works on rows of the table. Tried on 13 to 18: only rows
     * of partitions are inserted through their parent, a foreign key sees no rows of children that
     * inherit, and a trigger for each row asks for the right on every partition.
     */
    boolean carries(Privilege privilege) {
      return !isAbove
          || switch (privilege) {
            case SELECT, UPDATE, DELETE, TRUNCATE -> true;
            case INSERT, REFERENCES, MAINTAIN -> isPartition();
            default -> false;
          };
    }
  }

  private final Map<Views.Key, Map<Long, Edge>> above = new HashMap<>();
  private final Map<Views.Key, Map<Long, Edge>> below = new HashMap<>();

  TableTrees(Facts facts) {
    facts.forEach(
        "relation",
        row -> {
          Long parent = row.numberOrNull("parent_oid");
          if (parent != null) {
            add(row.text("database"), new Edge(row.number("oid"), parent, true));
          }
        });
    facts.forEach(
        "inheritance",
        row ->
            add(
                row.text("database"),
                new Edge(row.number("relation_oid"), row.number("parent_oid"), false)));
  }

  private void add(String database, Edge edge) {
    above
        .computeIfAbsent(new Views.Key(database, edge.lower()), k -> new TreeMap<>())
        .put(edge.upper(), edge);
    below
        .computeIfAbsent(new Views.Key(database, edge.upper()), k -> new TreeMap<>())
        .put(edge.lower(), edge);
  }

  /** Tables above and below a table, nearest first. */
  List<Relative> relatives(String database, long oid) {
    List<Relative> found = new ArrayList<>(walk(above, database, oid, true));
    found.addAll(walk(below, database, oid, false));
    return found;
  }

  private static List<Relative> walk(
      Map<Views.Key, Map<Long, Edge>> next, String database, long oid, boolean isAbove) {
    List<Relative> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>(Set.of(oid));
    ArrayDeque<Relative> open = new ArrayDeque<>(List.of(new Relative(oid, List.of(), isAbove)));
    while (!open.isEmpty()) {
      Relative last = open.remove();
      next.getOrDefault(new Views.Key(database, last.oid()), Map.of())
          .forEach(
              (other, edge) -> {
                if (seen.add(other)) {
                  List<Edge> chain = new ArrayList<>(last.chain());
                  chain.add(isAbove ? chain.size() : 0, edge);
                  Relative relative = new Relative(other, chain, isAbove);
                  found.add(relative);
                  open.add(relative);
                }
              });
    }
    return found;
  }
}
