package org.pgevidence.privilege;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.demo.EmbeddedPostgres;

/** The server is the oracle: every answer of the engine is asked of has_*_privilege() too. */
class EffectivePrivilegesIT {
  private static final boolean IS_FULL = Boolean.getBoolean("pgevidence.full");
  private static final long SEED = Long.getLong("pgevidence.seed", 20261122L);

  /** A question to the server and the engine's answer. */
  private record Triple(long role, Securable object, String privilege, boolean holds) {}

  @TempDir Path folder;

  private final Map<String, List<Triple>> triples = new LinkedHashMap<>();
  private final Random random = new Random(SEED);

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void engineAgreesWithServer(int major) throws Exception {
    int wanted = IS_FULL ? 110_000 : 6_000;
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
      try (Connection first = server.connect("postgres")) {
        first.createStatement().execute("create database \"Estate\"");
      }
      try (Connection connection = server.connect("Estate")) {
        GeneratedEstate.create(connection, SEED, major, IS_FULL ? 120 : 48);
        Attempts.prepare(connection);
        Estate estate = Estate.read(CollectedFacts.of(server, folder, "Estate"), Selection.all());

        pickObjects(estate, wanted);
        long asked = 0;
        List<String> mismatches = new ArrayList<>();
        for (Map.Entry<String, List<Triple>> function : triples.entrySet()) {
          asked += function.getValue().size();
          compare(connection, function.getKey(), function.getValue(), mismatches, estate);
        }
        asked += compareLargeObjects(connection, estate, mismatches);
        asked += compareMembership(connection, estate, major, mismatches);

        System.out.println("major " + major + " seed " + SEED + " triples " + asked);
        assertEquals(List.of(), mismatches);
        assertTrue(asked >= wanted, () -> "too few triples");
      }
    }
  }

  private void pickObjects(Estate estate, int wanted) {
    EffectivePrivileges effective = new EffectivePrivileges(estate);
    Map<ObjectKind, List<Securable>> byKind = new LinkedHashMap<>();
    for (Securable object : estate.securables()) {
      if (object.database().isEmpty() || object.database().equals("Estate")) {
        byKind.computeIfAbsent(object.kind(), k -> new ArrayList<>()).add(object);
      }
    }
    byKind.keySet().removeIf(kind -> kind == ObjectKind.LARGE_OBJECT && estate.major() < 18);
    int perKind = wanted / byKind.size() + 1;
    byKind.forEach(
        (kind, objects) -> {
          for (int i = 0; i < perKind; i++) {
            Securable object = objects.get(random.nextInt(objects.size()));
            List<Privilege> privileges = kind.privileges(estate.major());
            Privilege privilege = privileges.get(random.nextInt(privileges.size()));
            boolean isOption = random.nextInt(4) == 0;
            BitSet holders = effective.holders(object, privilege, isOption);
            int role = role(estate, holders, i % 2 == 0);
            String name = privilege.sqlName() + (isOption ? " WITH GRANT OPTION" : "");
            triples
                .computeIfAbsent(function(kind), k -> new ArrayList<>())
                .add(new Triple(estate.roles().oid(role), object, name, holders.get(role)));
          }
        });
  }

  /**
   * Any role, or one of the holders that is no superuser, so that positives are well represented.
   */
  private int role(Estate estate, BitSet holders, boolean isAny) {
    BitSet ordinary = (BitSet) holders.clone();
    ordinary.andNot(estate.roles().superusers());
    if (isAny || ordinary.isEmpty()) {
      return random.nextInt(estate.roles().count());
    }
    return ordinary.nextSetBit(random.nextInt(ordinary.length()));
  }

  private static String function(ObjectKind kind) {
    return switch (kind) {
      case TABLE, VIEW, MATERIALIZED_VIEW, FOREIGN_TABLE ->
          "has_table_privilege(r::oid, o::oid, p)";
      case SEQUENCE -> "has_sequence_privilege(r::oid, o::oid, p)";
      case COLUMN -> "has_column_privilege(r::oid, o::oid, n::smallint, p)";
      case LARGE_OBJECT -> "has_largeobject_privilege(r::oid, o::oid, p)";
      case PARAMETER -> "has_parameter_privilege(r::oid, t, p)";
      case FOREIGN_SERVER -> "has_server_privilege(r::oid, o::oid, p)";
      default -> "has_" + kind.word().replace(' ', '_') + "_privilege(r::oid, o::oid, p)";
    };
  }

  private static void compare(
      Connection connection,
      String function,
      List<Triple> asked,
      List<String> mismatches,
      Estate estate)
      throws SQLException {
    String sql =
        "select "
            + function
            + " from unnest(?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[])"
            + " with ordinality u(r, o, n, t, p, i) order by i";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, array(connection, "int8", asked, Triple::role));
      query.setArray(2, array(connection, "int8", asked, triple -> triple.object().oid()));
      query.setArray(3, array(connection, "int8", asked, triple -> triple.object().number()));
      query.setArray(4, array(connection, "text", asked, triple -> triple.object().name()));
      query.setArray(5, array(connection, "text", asked, Triple::privilege));
      try (ResultSet rows = query.executeQuery()) {
        for (Triple triple : asked) {
          rows.next();
          if (rows.getBoolean(1) != triple.holds() && mismatches.size() < 20) {
            mismatches.add(
                estate.roles().get(estate.roles().index(triple.role())).quoted()
                    + " "
                    + triple.privilege()
                    + " "
                    + triple.object().kind()
                    + " "
                    + triple.object().name()
                    + ": server says "
                    + rows.getBoolean(1));
          }
        }
      }
    }
  }

  /**
   * Really reads and writes them as the role: has_largeobject_privilege() came with 18. Opening one
   * for writing needs SELECT too.
   */
  private long compareLargeObjects(Connection connection, Estate estate, List<String> mismatches)
      throws SQLException {
    EffectivePrivileges effective = new EffectivePrivileges(estate);
    List<Securable> objects =
        estate.securables().stream().filter(o -> o.kind() == ObjectKind.LARGE_OBJECT).toList();
    int wanted = IS_FULL ? 600 : 60;
    for (int i = 0; i < wanted; i++) {
      Securable object = objects.get(random.nextInt(objects.size()));
      boolean isRead = random.nextBoolean();
      BitSet holders = effective.holders(object, Privilege.SELECT, false);
      if (!isRead) {
        holders.and(effective.holders(object, Privilege.UPDATE, false));
      }
      int role = role(estate, holders, i % 2 == 0);
      String sql =
          isRead
              ? "select lo_get(" + object.oid() + ")"
              : "select lo_put(" + object.oid() + ", 0, 'x')";
      try (Attempts attempts = Attempts.as(connection, estate.roles().quoted(role))) {
        if (attempts.works(sql) != holders.get(role)) {
          mismatches.add(
              estate.roles().quoted(role) + " " + sql + " by engine: " + holders.get(role));
        }
      }
    }
    return wanted;
  }

  private static Array array(
      Connection connection,
      String type,
      List<Triple> asked,
      java.util.function.Function<Triple, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, asked.stream().map(value).toArray());
  }

  private static long compareMembership(
      Connection connection, Estate estate, int major, List<String> mismatches)
      throws SQLException {
    MembershipGraph graph = estate.graph("Estate");
    long asked = 0;
    List<String> rights = new ArrayList<>(List.of("USAGE", "MEMBER", "MEMBER WITH ADMIN OPTION"));
    if (major >= 16) {
      rights.add("SET");
    }
    for (String right : rights) {
      String sql =
          "select a.oid::int8, b.oid::int8, pg_has_role(a.oid, b.oid, '"
              + right
              + "') from pg_roles a, pg_roles b where a.oid <> b.oid";
      try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
        while (rows.next()) {
          int role = estate.roles().index(rows.getLong(1));
          int other = estate.roles().index(rows.getLong(2));
          boolean holds =
              estate.roles().isSuperuser(role)
                  || switch (right) {
                    case "USAGE" -> graph.inherit().reachedFrom(role).get(other);
                    case "MEMBER" -> graph.member().reachedFrom(role).get(other);
                    case "SET" -> graph.set().reachedFrom(role).get(other);
                    default -> graph.isAdmin(role, other);
                  };
          asked++;
          if (holds != rows.getBoolean(3)) {
            mismatches.add(
                estate.roles().quoted(role) + " " + right + " " + estate.roles().quoted(other));
          }
        }
      }
    }
    return asked;
  }
}
