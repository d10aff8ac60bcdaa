package org.pgevidence.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;

class CollectIT {
  private static final String HOSTILE = "a\"b'c\n<b>=1+1\u202e\ud83d\ude00;--";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyRightLevelReadsTrulyOrSaysWhatIsMissing(int major) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(major).start()) {
      Estate.load(server, HOSTILE);

      Snapshot whole = collect(server, "postgres", "whole");
      Snapshot reader = collect(server, "evidence_reader", "reader");
      Snapshot monitor = collect(server, "monitor", "monitor");
      Snapshot plain = collect(server, "plain", "plain");

      countsAgree(whole);
      countsAgree(reader);
      assertEquals(Set.of(), gapTables(whole));
      Set<String> ofReader =
          new HashSet<>(
              Set.of("subscription_conninfo", "hba_line", "ident_line", "user_mapping_option"));
      if (major < 15) {
        ofReader.add("ident_rule");
      }
      if (major < 14) {
        ofReader.add("subscription");
      }
      assertEquals(ofReader, gapTables(reader));
      assertTrue(
          gapTables(monitor).containsAll(List.of("password_type", "hba_rule", "file_setting")));
      assertTrue(
          monitor.rows("relation").stream().anyMatch(row -> row.text("database").equals("other")),
          "a role with one connection reads one database after the other");
      for (String hidden :
          List.of(
              "password_type",
              "hba_rule",
              "hba_line",
              "file_setting",
              "session",
              "session_encryption")) {
        assertFalse(plain.isProvided(hidden), hidden);
        assertTrue(gapTables(plain).contains(hidden), hidden);
      }
      assertTrue(
          plain.gaps().stream().anyMatch(gap -> gap.subject().equals("shared_preload_libraries")));
      assertTrue(whole.rows("role").stream().anyMatch(row -> row.text("name").equals(HOSTILE)));
      assertTrue(whole.rows("relation").stream().anyMatch(row -> row.text("name").equals(HOSTILE)));
      passwordTypes(whole, reader);
      serverValues(whole, reader);
      for (String name : List.of("whole", "reader", "monitor", "plain")) {
        assertFalse(
            text(folder.resolve(name)).contains("canary"), "a secret left the server in " + name);
      }
    }
  }

  private static void passwordTypes(Snapshot whole, Snapshot reader) {
    List<String> types =
        whole.rows("password_type").stream().map(row -> row.text("password_type")).toList();
    assertTrue(types.containsAll(List.of("none", "md5", "scram-sha-256")));
    assertEquals(
        types,
        reader.rows("password_type").stream().map(row -> row.text("password_type")).toList());
  }

  /** The reader role has timeouts and a search_path of its own; facts are those of the server. */
  private static void serverValues(Snapshot whole, Snapshot reader) {
    for (String name :
        List.of("statement_timeout", "lock_timeout", "search_path", "application_name", "jit")) {
      assertEquals(setting(whole, name), setting(reader, name), name);
    }
    assertEquals("90000", setting(whole, "statement_timeout"));
  }

  private static String setting(Snapshot snapshot, String name) {
    return snapshot.rows("setting").stream()
        .filter(row -> row.text("name").equals(name))
        .map(row -> String.valueOf(row.value("value")))
        .findFirst()
        .orElseThrow();
  }

  private static void countsAgree(Snapshot snapshot) {
    int compared = 0;
    for (Row row : snapshot.rows("provenance")) {
      Long independent = row.numberOrNull("independent_count");
      if (independent != null) {
        assertEquals(independent, row.number("row_count"), row.text("fact_table"));
        compared++;
      }
    }
    assertTrue(compared > 40, "only " + compared + " counts");
  }

  /** More than are kept apart at a time; the first one is the longest, and one refuses. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 2})
  void manyDatabasesStandInTheirOrderHoweverManyConnectionsThereAre(int limit) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      server.execute("postgres", "create role several login connection limit " + limit);
      List<String> expected = new ArrayList<>(List.of("postgres"));
      for (int i = 0; i < 20; i++) {
        server.execute("postgres", "create database d" + i);
        server.execute("d" + i, "create table only_in_" + i + " (id int)");
        expected.add("d" + i);
      }
      server.execute(
          "postgres",
          "revoke connect on database d7 from public;"
              + " select count(*) from (select lo_create(0) from generate_series(1, 20000)) as made");
      expected.remove("d7");

      Snapshot snapshot = collect(server, "several", "several");

      assertEquals(
          expected,
          snapshot.rows("schema").stream().map(row -> row.text("database")).distinct().toList());
      assertEquals(
          expected.stream().filter(name -> !name.equals("postgres")).toList(),
          snapshot.rows("relation").stream()
              .filter(row -> row.text("name").startsWith("only_in_"))
              .map(row -> row.text("database"))
              .toList());
      assertTrue(
          snapshot.gaps().stream()
              .anyMatch(gap -> gap.database().equals("d7") && gap.table().equals("relation")));
      assertEquals(
          Set.of("", "d7"),
          snapshot.gaps().stream().map(Gap::database).collect(Collectors.toSet()));
    }
  }

  @Test
  void changedRolesBetweenDatabasesStartAgain() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      server.execute("postgres", "create database second");
      AtomicInteger created = new AtomicInteger();
      Consumer<String> once =
          step -> {
            if (step.startsWith("reading the server as") && created.getAndIncrement() == 0) {
              server.execute("postgres", "create role latecomer");
            }
          };

      Collector.Result result = Collector.collect(request(server, "postgres", "again", once));

      assertEquals(2, created.get());
      assertTrue(result.gaps().isEmpty());
      Snapshot snapshot = Snapshot.open(result.snapshot());
      assertTrue(
          snapshot.rows("role").stream().anyMatch(row -> row.text("name").equals("latecomer")));
    }
  }

  @Test
  void rolesThatNeverRestAreAGap() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(14).start()) {
      server.execute("postgres", "create database second");
      AtomicInteger created = new AtomicInteger();
      Consumer<String> always =
          step -> {
            if (step.startsWith("reading the server as")) {
              server.execute("postgres", "create role r" + created.getAndIncrement());
            }
          };

      Collector.Result result = Collector.collect(request(server, "postgres", "restless", always));

      assertEquals(3, created.get());
      assertTrue(result.gaps().stream().anyMatch(gap -> gap.table().equals("role")));
    }
  }

  @Test
  void killedServerLeavesNothingBehind() throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.major(16).start();
    Consumer<String> kill =
        step -> {
          if (step.startsWith("reading database")) {
            try {
              server.kill();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    UserFault fault =
        assertThrows(
            UserFault.class, () -> Collector.collect(request(server, "postgres", "killed", kill)));

    assertEquals(5, fault.kind().exitCode());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    server.close();
  }

  @Test
  void socketWorksAndWrongPasswordIsOneSentence() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(15).start()) {
      TargetParser parser = new TargetParser(Map.of(), TargetNames.none());
      Target socket =
          parser.parse(
              "host=" + server.socketDirectory() + " port=" + server.port() + " user=postgres");

      Collector.Result result =
          Collector.collect(CollectRequest.of(socket, folder.resolve("socket")));

      assertEquals(
          Set.of("tls_probe", "tls_certificate"), gapTables(Snapshot.open(result.snapshot())));
      server.writeHba("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
      server.reload();
      CollectRequest refused = request(server, "postgres", "refused", step -> {});
      UserFault fault = assertThrows(UserFault.class, () -> Collector.collect(refused));
      assertEquals(5, fault.kind().exitCode());
      assertEquals(1, String.valueOf(fault.getMessage()).lines().count());
    }
  }

  private Snapshot collect(EmbeddedPostgres server, String user, String name) {
    return Snapshot.open(Collector.collect(request(server, user, name, step -> {})).snapshot());
  }

  private CollectRequest request(
      EmbeddedPostgres server, String user, String name, Consumer<String> progress) {
    return new CollectRequest(
        PlainTarget.of(server, user),
        folder.resolve(name),
        "test",
        List.of(),
        List.of(),
        List.of(),
        true,
        progress);
  }

  private static Set<String> gapTables(Snapshot snapshot) {
    return snapshot.gaps().stream()
        .map(gap -> gap.table())
        .collect(java.util.stream.Collectors.toSet());
  }

  private static String text(Path snapshot) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(snapshot)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream raw = Files.newInputStream(file);
            InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
          texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return String.join("\n", texts);
  }
}
