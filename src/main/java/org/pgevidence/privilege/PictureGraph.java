package org.pgevidence.privilege;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pgevidence.fact.Facts;

/** Roles and ways of the membership picture, cut to what can be read. */
final class PictureGraph {
  private static final int MOST_ROLES = 60;
  private static final String ARROW = " → ";
  private static final Node DATA = new Node("classified data", Kind.GOAL);
  private static final Node POWER = new Node("superuser rights", Kind.GOAL);

  enum Kind {
    ROLE,
    LOGIN,
    SUPERUSER,
    GOAL
  }

  /** A role by its quoted name, or what is reached. */
  record Node(String name, Kind kind) {}

  record Edge(Node from, Node to) {}

  /** One way of a role: the edges of its path and whether each needs a grant first. */
  private record Trail(Node start, Node goal, Map<Edge, Boolean> edges) {}

  private final Map<String, Node> roles = new HashMap<>();
  private final Map<Edge, Boolean> edges = new LinkedHashMap<>();
  private final Set<Node> nodes = new LinkedHashSet<>();
  private int reachingData;
  private int reachingSuperuser;
  private int allRoles;

  static PictureGraph of(Facts facts) {
    PictureGraph graph = new PictureGraph();
    Map<Long, Node> byOid = new HashMap<>();
    facts.forEach(
        "role",
        row -> {
          Kind kind =
              row.flag("is_superuser")
                  ? Kind.SUPERUSER
                  : row.flag("can_login") ? Kind.LOGIN : Kind.ROLE;
          Node node = new Node(row.text("name_quoted"), kind);
          graph.roles.put(node.name(), node);
          byOid.put(row.number("oid"), node);
        });
    Map<Node, Map<String, Integer>> toData = new TreeMap<>(Comparator.comparing(Node::name));
    Map<Node, Set<String>> toPower = new TreeMap<>(Comparator.comparing(Node::name));
    facts.forEach(
        "table_access",
        row -> {
          Node role = byOid.get(row.number("role_oid"));
          if (role != null && row.flag("is_certain")) {
            toData
                .computeIfAbsent(role, k -> new TreeMap<>())
                .merge(row.text("path"), 1, Integer::sum);
          }
        });
    facts.forEach(
        "superuser_equivalent",
        row -> {
          Node role = byOid.get(row.number("role_oid"));
          if (role != null) {
            toPower.computeIfAbsent(role, k -> new TreeSet<>()).add(row.text("path"));
          }
        });
    graph.fill(toData, toPower);
    return graph;
  }

  private void fill(Map<Node, Map<String, Integer>> toData, Map<Node, Set<String>> toPower) {
    reachingData = toData.size();
    reachingSuperuser = toPower.size();
    List<List<Trail>> wanted = new ArrayList<>();
    toPower.forEach(
        (role, paths) -> wanted.add(paths.stream().map(path -> trail(role, path, POWER)).toList()));
    List<Map.Entry<Node, Map<String, Integer>>> data = new ArrayList<>(toData.entrySet());
    data.sort(Comparator.comparingInt(entry -> -sum(entry.getValue())));
    data.forEach(
        entry ->
            wanted.add(
                entry.getValue().keySet().stream()
                    .map(path -> trail(entry.getKey(), path, DATA))
                    .toList()));
    Set<Node> all = new LinkedHashSet<>();
    for (List<Trail> trails : wanted) {
      Set<Node> added = new LinkedHashSet<>();
      trails.forEach(
          trail ->
              trail
                  .edges()
                  .keySet()
                  .forEach(
                      edge -> {
                        added.add(edge.from());
                        added.add(edge.to());
                      }));
      all.addAll(added);
      added.removeAll(nodes);
      if (nodes.size() + added.size() <= MOST_ROLES + 2) {
        nodes.addAll(added);
        trails.forEach(
            trail -> trail.edges().forEach((edge, is) -> edges.merge(edge, is, (a, b) -> a && b)));
      }
    }
    allRoles = (int) all.stream().filter(node -> node.kind() != Kind.GOAL).count();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Views, functions and PUBLIC inside a path are no roles and are passed over. */
  private Trail trail(Node start, String path, Node goal) {
    Map<Edge, Boolean> found = new LinkedHashMap<>();
    Node current = start;
    for (String part : path.split(ARROW + "|, USAGE by ", -1)) {
      int by = part.indexOf(" (by ");
      Node next = roles.get(by < 0 ? part : part.substring(0, by));
      if (next != null && !next.equals(current)) {
        if (next.equals(start)) {
          current = start;
          continue;
        }
        found.put(new Edge(current, next), by >= 0);
        current = next;
      }
    }
    found.put(new Edge(current, goal), false);
    return new Trail(start, goal, found);
  }

  /** Roles and goals that are drawn. */
  Set<Node> nodes() {
    return nodes;
  }

  /** Lines, and whether each stands for a membership that must be granted first. */
  Map<Edge, Boolean> edges() {
    return edges;
  }

  /** Roles that are drawn. */
  int roleCount() {
    return (int) nodes.stream().filter(node -> node.kind() != Kind.GOAL).count();
  }

  /** Roles that would be drawn if there were room. */
  int allRoles() {
    return allRoles;
  }

  boolean isCut() {
    return roleCount() < allRoles;
  }

  int reachingData() {
    return reachingData;
  }

  int reachingSuperuser() {
    return reachingSuperuser;
  }
}
