package org.pgevidence.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.LayeredFacts;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Snapshot;

/**
 * The server is the oracle of reach: what the engine says a role gets at is really tried as that
 * role, and what it does not say is tried too, and must fail.
 */
class ReachIT {
  private static final int ESTATES = Boolean.getBoolean("pgevidence.full") ? 6 : 2;
  private static final long SEED = Long.getLong("pgevidence.seed", 20261122L);
  private static final Map<String, List<String>> TRIES = new LinkedHashMap<>();

  static {
    TRIES.put("SELECT", List.of("select * from %s", "select a from %s", "select b from %s"));
    TRIES.put(
        "INSERT",
        List.of(
            "insert into %s (a, b) select 1, 'x' where false",
            "insert into %s (a) select 1 where false"));
    TRIES.put(
        "UPDATE",
        List.of("update %s set a = 1, b = 'x' where false", "update %s set b = 'x' where false"));
    TRIES.put("DELETE", List.of("delete from %s where false"));
    TRIES.put("TRUNCATE", List.of("truncate %s"));
  }

  private static final Map<String, List<String>> VIEWS =
      Map.of(
          "app.t0", List.of("app.v0", "app.v3"),
          "app.t1", List.of("app.v1", "app.v4"),
          "app.t3", List.of("app.m0"),
          "hidden.t4", List.of("app.v2"),
          "app.p0", List.of("app.v5"),
          "app.p1", List.of("app.v5"),
          "app.i0", List.of("app.v6"),
          "app.i1", List.of("app.v6"));

  /** The other table of a tree, whose rights open this one. */
  private static final Map<String, String> TREES =
      Map.of("app.p0", "app.p1", "app.p1", "app.p0", "app.i0", "app.i1", "app.i1", "app.i0");

  @TempDir Path folder;

  private final Map<String, Row> rows = new HashMap<>();
  private final Map<String, List<String>> means = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Integer> seen = new TreeMap<>();
  private long tried;

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void reachIsWhatTheServerAllows(int major) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
      Map<String, List<String>> estates = new LinkedHashMap<>();
      for (int i = 0; i < ESTATES; i++) {
        String database = "estate" + i;
        server.execute("postgres", "create database " + database);
        try (Connection connection = server.connect(database)) {
          estates.put(database, ReachEstate.create(connection, "e" + i + "r", SEED + i, major));
        }
      }
      derive(CollectedFacts.of(server, folder, "postgres"), estates);

      for (Map.Entry<String, List<String>> estate : estates.entrySet()) {
        try (Connection connection = server.connect(estate.getKey())) {
          for (String role : estate.getValue().subList(1, estate.getValue().size())) {
            compare(connection, server, major, estate.getKey(), role, estate.getValue());
          }
        }
      }

      System.out.println(
          "major " + major + " seed " + SEED + " statements tried " + tried + " rows " + seen);
      assertEquals(List.of(), wrong);
      assertTrue(seen.containsKey("inherited") && seen.size() > 6, seen::toString);
    }
  }

  private void derive(Snapshot snapshot, Map<String, List<String>> estates) {
    MemoryFacts context = new MemoryFacts().provide("classified_table");
    for (String database : estates.keySet()) {
      for (String table : ReachEstate.TABLES) {
        context.add(
            "classified_table",
            database,
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
    }
    Map<Long, String> names = new HashMap<>();
    snapshot.forEach("role", row -> names.put(row.number("oid"), row.text("name")));
    MemoryFacts derived = new PrivilegeEngine().derive(LayeredFacts.of(context, snapshot));
    derived.forEach(
        "table_access",
        row ->
            rows.put(
                key(
                    row.text("database"),
                    names.getOrDefault(row.number("role_oid"), ""),
                    row.text("relation"),
                    row.text("privilege")),
                row));
    derived.forEach(
        "superuser_equivalent",
        row ->
            means
                .computeIfAbsent(
                    names.getOrDefault(row.number("role_oid"), ""), k -> new ArrayList<>())
                .add(row.text("means")));
  }

  private static String key(String database, String role, String table, String privilege) {
    return String.join(" ", database, role, table, privilege);
  }

  private void compare(
      Connection connection,
      EmbeddedPostgres server,
      int major,
      String database,
      String role,
      List<String> roles)
      throws SQLException {
    boolean connects = connects(server, database, role);
    try (Attempts attempts = Attempts.as(connection, role)) {
      for (String table : ReachEstate.TABLES) {
        for (String privilege : TRIES.keySet()) {
          Row row = rows.get(key(database, role, table, privilege));
          compareDirect(attempts, role, table, privilege, row);
          if (row != null && !row.text("reach").equals("obtainable")) {
            agree(row.flag("has_connect"), connects, role, "CONNECT", table, row);
          }
        }
      }
      List<String> candidates = new ArrayList<>(roles);
      candidates.addAll(
          List.of(
              "pg_read_all_data",
              "pg_write_all_data",
              "pg_execute_server_program",
              "pg_read_server_files",
              "pg_write_server_files"));
      Intruder intruder = new Intruder(attempts, major, role, candidates);
      for (String table : ReachEstate.TABLES) {
        for (String privilege : TRIES.keySet()) {
          compareReach(
              intruder, role, table, privilege, rows.get(key(database, role, table, privilege)));
        }
      }
      compareMeans(intruder, server, major, role);
      tried += attempts.count();
    }
  }

  private static boolean connects(EmbeddedPostgres server, String database, String role) {
    try (Connection own = server.connect(database, role, "")) {
      return own.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** What works at once, without SET ROLE; and how many of the three rows are seen then. */
  private void compareDirect(
      Attempts attempts, String role, String table, String privilege, @Nullable Row row)
      throws SQLException {
    String sql = TRIES.getOrDefault(privilege, List.of()).getFirst().formatted(table);
    boolean works = attempts.worksOnce("none", sql);
    boolean isTold = row != null && row.text("reach").equals("inherited") && row.flag("has_usage");
    agree(isTold, works, role, privilege, table, row);
    if (works && row != null && privilege.equals("SELECT")) {
      compareRows(attempts, role, table, row);
    } else if (row != null && row.text("reach").equals("view") && row.flag("is_certain")) {
      String view = String.valueOf(row.value("via_object"));
      boolean reads = attempts.worksOnce("none", "select 1 from " + view);
      agree(row.flag("has_usage"), reads, role, "SELECT through " + view, table, row);
      if (reads) {
        compareRows(attempts, role, view, row);
      }
    } else if (row != null
        && row.text("reach").equals("security definer")
        && row.text("sentence").startsWith(role + " may execute")) {
      // The function may fail where its owner lacks USAGE; that it may be called is what is told.
      String call = "select has_function_privilege('" + row.value("via_object") + "', 'execute')";
      agree(true, attempts.number(call + "::int") == 1, role, "EXECUTE", table, row);
    }
  }

  private void compareRows(Attempts attempts, String role, String from, Row row)
      throws SQLException {
    long expected =
        switch (row.text("rls_effect")) {
          case "applies" -> 1;
          case "deny all" -> 0;
          default -> 3;
        };
    long met = attempts.number("select count(*) from " + from);
    seen.merge("rls: " + row.text("rls_effect"), 1, Integer::sum);
    if (met != expected) {
      wrong.add(role + " sees " + met + " rows of " + from + ": " + row.text("rls_effect"));
    }
  }

  /** What works in any way. Whether a view can be written through is not told for certain. */
  private void compareReach(
      Intruder intruder, String role, String table, String privilege, @Nullable Row row)
      throws SQLException {
    List<String> tries =
        new ArrayList<>(
            TRIES.getOrDefault(privilege, List.of()).stream()
                .map(s -> s.formatted(table))
                .toList());
    boolean isSeen = !(table.equals("app.i1") && privilege.equals("INSERT"));
    String other = TREES.getOrDefault(table, "");
    if (!other.isEmpty() && isSeen) {
      TRIES.getOrDefault(privilege, List.of()).forEach(s -> tries.add(s.formatted(other)));
    }
    if (!privilege.equals("TRUNCATE") && isSeen) {
      for (String view : VIEWS.getOrDefault(table, List.of())) {
        tries.add(TRIES.getOrDefault(privilege, List.of()).getFirst().formatted(view));
        if (privilege.equals("SELECT")) {
          tries.add("select 1 from " + view);
        }
      }
    }
    boolean works =
        intruder.any(tries)
            || intruder.anyAfter("grant " + privilege + " on " + table + " to ", tries.getFirst())
            || (!other.isEmpty()
                && isSeen
                && intruder.anyAfter(
                    "grant " + privilege + " on " + other + " to ",
                    TRIES.getOrDefault(privilege, List.of()).getFirst().formatted(other)));
    boolean isTold = row != null && row.flag("has_usage");
    if (row != null) {
      seen.merge(row.text("reach"), 1, Integer::sum);
    }
    if (row == null || row.flag("is_certain")) {
      agree(isTold, works, role, "any way to " + privilege, table, row);
    }
  }

  private void compareMeans(Intruder intruder, EmbeddedPostgres server, int major, String role)
      throws SQLException {
    Map<String, List<String>> tries = new LinkedHashMap<>();
    Path data = server.dataDirectory();
    tries.put("server programs", List.of("copy (select 1) to program 'cat >/dev/null'"));
    tries.put("server file write", List.of("copy (select 1) to '" + data.resolve("written") + "'"));
    tries.put(
        "server file read",
        List.of("create temp table r (l text); copy r from '" + data.resolve("PG_VERSION") + "'"));
    tries.put(
        "all data read", List.of("select 1 from pg_authid where rolpassword is null limit 1"));
    tries.put("createrole", List.of("create role made_by_intruder"));
    tries.put(
        "replication",
        List.of(
            "select pg_create_physical_replication_slot('s'); select pg_drop_replication_slot('s')"));
    List<String> told = means.getOrDefault(role, List.of());
    boolean isSuperuser = intruder.any(Intruder.SUPERUSER_ONLY);
    for (Map.Entry<String, List<String>> entry : tries.entrySet()) {
      boolean isAssessed =
          !(entry.getKey().equals("createrole") && major >= 16)
              && !(entry.getKey().equals("all data read") && major < 14);
      if (isAssessed && !isSuperuser) {
        // Before 16 the row of CREATEROLE stands for what follows from any role's attributes.
        boolean isTold =
            told.contains(entry.getKey())
                || (entry.getKey().equals("replication") && told.contains("createrole"));
        boolean isPossible = intruder.any(entry.getValue());
        if (isPossible || !told.contains("createrole")) {
          agree(isTold, isPossible, role, entry.getKey(), "", null);
        }
        seen.merge(isTold ? "means: " + entry.getKey() : "means: none", 1, Integer::sum);
      }
    }
    boolean becomesSuperuser = isSuperuser || intruder.becomesSuperuser();
    agree(told.contains("superuser membership"), becomesSuperuser, role, "superuser", "", null);
  }

  private void agree(
      boolean isTold, boolean works, String role, String what, String where, @Nullable Row row) {
    if (isTold != works && wrong.size() < 30) {
      String told = row == null ? "nothing" : row.text("reach") + ": " + row.text("sentence");
      wrong.add(role + " " + what + " " + where + " works=" + works + ", told: " + told);
    }
  }
}
