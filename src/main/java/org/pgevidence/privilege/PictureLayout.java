package org.pgevidence.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.privilege.PictureGraph.Edge;
import org.pgevidence.privilege.PictureGraph.Kind;
import org.pgevidence.privilege.PictureGraph.Node;

/**
 * Places of the membership picture: the layer of a role is its distance from what it reaches; in a
 * layer roles stand near those they lead to. A layer that is too long for a page takes a second
 * column.
 */
final class PictureLayout {
  private static final int MOST_ROWS = 32;

  private final Map<Node, Integer> layers = new HashMap<>();
  private final Map<Node, Integer> rows = new HashMap<>();
  private int columns;
  private int height;

  PictureLayout(PictureGraph graph) {
    Map<Node, List<Node>> before = new HashMap<>();
    Map<Node, List<Node>> after = new HashMap<>();
    for (Edge edge : graph.edges().keySet()) {
      before.computeIfAbsent(edge.to(), k -> new ArrayList<>()).add(edge.from());
      after.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to());
    }
    Map<Node, Integer> distance = new HashMap<>();
    ArrayDeque<Node> open = new ArrayDeque<>();
    for (Node node : graph.nodes()) {
      if (node.kind() == Kind.GOAL) {
        distance.put(node, 0);
        open.add(node);
      }
    }
    while (!open.isEmpty()) {
      Node node = open.remove();
      for (Node role : before.getOrDefault(node, List.of())) {
        if (distance.putIfAbsent(role, distance.getOrDefault(node, 0) + 1) == null) {
          open.add(role);
        }
      }
    }
    int deepest = distance.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int depth = 0; depth <= deepest; depth++) {
      int level = depth;
      List<Node> layer =
          new ArrayList<>(
              graph.nodes().stream()
                  .filter(node -> distance.getOrDefault(node, 0) == level)
                  .toList());
      layer.sort(
          Comparator.<Node>comparingDouble(node -> centre(after.getOrDefault(node, List.of())))
              .thenComparing(Node::name, CodePoints.ORDER));
      place(layer);
    }
    // Short layers stand in the middle of the picture.
    for (int column = 0; column < columns; column++) {
      int at = column;
      List<Node> members = layers.keySet().stream().filter(n -> layer(n) == at).toList();
      int shift = (height - members.size()) / 2;
      members.forEach(node -> rows.merge(node, shift, Integer::sum));
    }
  }

  private double centre(List<Node> targets) {
    return targets.stream().filter(rows::containsKey).mapToInt(this::row).average().orElse(0);
  }

  private void place(List<Node> layer) {
    int parts = (layer.size() + MOST_ROWS - 1) / MOST_ROWS;
    int perColumn = parts == 0 ? 1 : (layer.size() + parts - 1) / parts;
    for (int i = 0; i < layer.size(); i++) {
      layers.put(layer.get(i), columns + i / perColumn);
      rows.put(layer.get(i), i % perColumn);
    }
    columns += parts;
    height = Math.max(height, perColumn);
  }

  /** Columns in use, counted from the right. */
  int columns() {
    return columns;
  }

  /** Rows in use. */
  int rows() {
    return height;
  }

  int layer(Node node) {
    return layers.getOrDefault(node, 0);
  }

  int row(Node node) {
    return rows.getOrDefault(node, 0);
  }
}
