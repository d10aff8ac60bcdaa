package org.pgevidence.assess;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * Which tables and columns a query reads, from SQLite's plan: cursors opened on root pages, and the
 * columns fetched from them. What the optimizer drops (a join on a whole key whose columns are not
 * used) is not read.
 */
final class Reads {
  private final Map<String, Set<String>> columns = new TreeMap<>();

  private Reads() {}

  /** Reads of a query; the parameters' tables are left out. */
  static Reads of(Connection connection, Roots roots, String sql) throws SQLException {
    Reads reads = new Reads();
    Map<Integer, Root> cursors = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("explain " + sql)) {
      while (plan.next()) {
        int p1 = plan.getInt("p1");
        int p2 = plan.getInt("p2");
        switch (plan.getString("opcode")) {
          case "OpenRead", "ReopenIdx" -> {
            Root root = roots.byPage().get(p2);
            cursors.remove(p1);
            if (plan.getInt("p3") == 0 && root != null) {
              cursors.put(p1, root);
              reads.columns.computeIfAbsent(root.table(), name -> new TreeSet<>());
            }
          }
          case "OpenEphemeral", "OpenPseudo", "OpenAutoindex", "VOpen", "OpenDup", "SorterOpen" ->
              cursors.remove(p1);
          case "Column" -> reads.column(cursors.get(p1), p2);
          case "Rowid", "NotExists", "SeekRowid", "IdxRowid" -> reads.rowid(cursors.get(p1));
          default -> {}
        }
      }
    }
    return reads;
  }

  private void column(@org.jspecify.annotations.Nullable Root root, int position) {
    if (root != null && position < root.columns().size()) {
      columns
          .computeIfAbsent(root.table(), name -> new TreeSet<>())
          .add(root.columns().get(position));
    }
  }

  private void rowid(@org.jspecify.annotations.Nullable Root root) {
    if (root != null) {
      Optional<TableSchema> table = Schema.standard().find(root.table());
      if (table.isPresent() && table.get().key().size() == 1) {
        columns
            .computeIfAbsent(root.table(), name -> new TreeSet<>())
            .add(table.get().key().getFirst());
      }
    }
  }

  /** What stands on a root page: a table, or an index with the columns that it holds. */
  record Root(String table, List<String> columns) {}

  /** The root pages of a store, which no longer change once it is loaded. */
  record Roots(Map<Integer, Root> byPage) {
    /** Copies the map. */
    Roots {
      byPage = Map.copyOf(byPage);
    }

    static Roots of(Connection connection) throws SQLException {
      Map<Integer, Root> byPage = new HashMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select s.rootpage, s.tbl_name, s.type, s.name from main.sqlite_schema s where s.rootpage > 0")) {
        while (rows.next()) {
          String table = rows.getString(2);
          List<String> columns =
              rows.getString(3).equals("table")
                  ? Schema.standard().find(table).map(TableSchema::columnNames).orElse(List.of())
                  : index(connection, rows.getString(4));
          byPage.put(rows.getInt(1), new Root(table, columns));
        }
      }
      return new Roots(byPage);
    }

    private static List<String> index(Connection connection, String name) throws SQLException {
      List<String> columns = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select name from pragma_index_info('"
                      + name.replace("'", "''")
                      + "') order by seqno")) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }

  /** Tables read, sorted. */
  Set<String> tables() {
    return columns.keySet();
  }

  /** Columns read of a table. */
  Set<String> columns(String table) {
    return columns.getOrDefault(table, Set.of());
  }
}
