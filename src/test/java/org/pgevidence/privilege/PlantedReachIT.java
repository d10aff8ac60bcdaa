package org.pgevidence.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.LayeredFacts;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/**
 * Every verdict of reach occurs in an estate planted for it, on each major, and is proved in a
 * session of the role: what is told works, and what needs a further step does not work without it.
 */
class PlantedReachIT {
  private static final Set<String> EFFECTS =
      Set.of("none", "applies", "deny all", "bypassed by owner", "bypassed by BYPASSRLS");

  @TempDir Path folder;

  private final Map<String, Row> access = new HashMap<>();
  private final Map<String, Set<String>> means = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyVerdictOccursAndIsProved(int major) throws Exception {
    PlantedReach planted = new PlantedReach(major);
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
      server.execute("postgres", "create database planted");
      for (String sql : planted.setup()) {
        server.execute("planted", sql);
      }
      PlantedTrees trees = new PlantedTrees(major);
      server.execute("planted", trees.setup());
      PlantedIndirect indirect = new PlantedIndirect();
      server.execute("planted", indirect.setup());
      derive(server);

      for (PlantedReach.Case one :
          Stream.of(planted.cases(), trees.cases(), indirect.cases())
              .flatMap(List::stream)
              .toList()) {
        told(one);
        proved(server, one);
      }

      assertEquals(List.of(), wrong);
      assertEquals(
          Stream.of(TableReach.Kind.values())
              .map(TableReach.Kind::word)
              .collect(Collectors.toCollection(TreeSet::new)),
          values("reach"));
      Set<String> effects = values("rls_effect");
      effects.retainAll(EFFECTS);
      assertEquals(new TreeSet<>(EFFECTS), effects);
    }
  }

  private Set<String> values(String column) {
    return access.values().stream()
        .map(row -> row.text(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void derive(EmbeddedPostgres server) throws Exception {
    MemoryFacts context = new MemoryFacts().provide("classified_table");
    for (String table :
        Stream.of(PlantedReach.TABLES, PlantedTrees.TABLES, PlantedIndirect.TABLES)
            .flatMap(List::stream)
            .toList()) {
      context.add(
          "classified_table",
          "planted",
          table,
          "personal",
          null,
          null,
          "none",
          null,
          null,
          null,
          null);
    }
    var snapshot = CollectedFacts.of(server, folder, "postgres");
    Map<Long, String> names = new HashMap<>();
    snapshot.forEach("role", row -> names.put(row.number("oid"), row.text("name")));
    MemoryFacts derived = new PrivilegeEngine().derive(LayeredFacts.of(context, snapshot));
    derived.forEach(
        "table_access",
        row ->
            access.put(
                names.get(row.number("role_oid"))
                    + " "
                    + row.text("privilege")
                    + " "
                    + row.text("relation"),
                row));
    derived.forEach(
        "superuser_equivalent",
        row ->
            means
                .computeIfAbsent(
                    String.valueOf(names.get(row.number("role_oid"))), k -> new TreeSet<>())
                .add(row.text("means")));
  }

  private void told(PlantedReach.Case one) {
    if (one.access().isPresent()) {
      Row row = access.get(one.role() + " " + one.access().get());
      String told = row == null ? "" : row.text("reach");
      boolean isSame =
          row == null || one.told().isEmpty() || one.rls().equals(row.text("rls_effect"));
      if (!one.told().equals(told) || !isSame) {
        wrong.add(one + " is told as " + told + (row == null ? "" : ", " + row.text("rls_effect")));
      }
    } else {
      Set<String> told = means.getOrDefault(one.role(), Set.of());
      boolean isTold = one.told().isEmpty() ? !told.contains(one.rls()) : told.contains(one.told());
      if (!isTold) {
        wrong.add(one + " is told as " + told);
      }
    }
  }

  private void proved(EmbeddedPostgres server, PlantedReach.Case one) throws SQLException {
    for (String sql : one.refused()) {
      try (Connection session = server.connect("planted", one.role(), "");
          Statement statement = session.createStatement()) {
        statement.execute(sql);
        wrong.add(one.role() + " was not refused: " + sql);
      } catch (SQLException e) {
        if (!"42501".equals(e.getSQLState())) {
          wrong.add(one.role() + ": " + sql + " failed otherwise: " + e.getMessage());
        }
      }
    }
    try (Connection session = server.connect("planted", one.role(), "");
        Statement statement = session.createStatement()) {
      // What a case grants is taken back; these two cannot stand in a transaction.
      session.setAutoCommit(
          one.allowed().stream().anyMatch(sql -> sql.matches("(alter system|reindex).*")));
      for (String sql : one.allowed()) {
        if (sql.matches("(?s)select .* = \\d")) {
          try (ResultSet rows = statement.executeQuery(sql.substring(0, sql.length() - 4))) {
            rows.next();
            if (rows.getLong(1) != Long.parseLong(sql.substring(sql.length() - 1))) {
              wrong.add(one.role() + ": " + sql + " gave " + rows.getLong(1));
            }
          }
        } else {
          statement.execute(sql);
        }
      }
      if (!session.getAutoCommit()) {
        session.rollback();
      }
    } catch (SQLException e) {
      wrong.add(one.role() + " was refused " + one.allowed() + ": " + e.getMessage());
    }
  }
}
