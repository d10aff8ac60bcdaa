package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Json;
import org.pgevidence.hba.HbaFixture;

/** Answers of the hba command from a snapshot. */
class HbaCommandTest {
  private static final String RULES =
      """
      local   all         postgres              peer
      host    replication repl     10.0.0.0/8   scram-sha-256
      hostssl app         +staff   10.0.0.0/8   scram-sha-256
      hostgssenc all      all      0.0.0.0/0    gss
      host    all         all      192.168.0.0/16 reject
      host    all         all      gate.example.test md5
      host    all         bob      10.0.0.0/8   trust
      """;

  @TempDir Path folder;
  private String snapshot = "";

  @BeforeEach
  void write() throws IOException {
    Path path = folder.resolve("snapshot");
    HbaFixture.of(16, RULES)
        .roles("anna", "bob", "repl", "staff")
        .member("staff", "anna")
        .databases("app", "shop")
        .snapshot(path);
    snapshot = path.toString();
  }

  private Run hba(String... arguments) {
    List<String> all = new ArrayList<>(List.of("hba", snapshot));
    all.addAll(Arrays.asList(arguments));
    return Run.of(all.toArray(String[]::new));
  }

  private static Map<?, ?> object(String json) {
    return Json.parse(json) instanceof Map<?, ?> map ? map : Map.of();
  }

  @Test
  void textNamesTheRuleAndWhyEarlierOnesDoNotMatch() {
    Run run = hba("--user", "anna", "--database", "app", "--address", "10.0.0.5", "--tls");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("not: local rules take Unix sockets only"), run.out());
    assertTrue(run.out().contains("not: database app is not among replication"), run.out());
    assertTrue(
        run.out().contains("pg_hba.conf:3  hostssl app +staff 10.0.0.0/8 scram-sha-256"),
        run.out());
    assertTrue(run.out().strip().lines().toList().getLast().startsWith("=> rule: "), run.out());
  }

  @Test
  void jsonHasTheFieldsOfTheContractInOrder() {
    Run run =
        hba("--user", "anna", "--database", "app", "--address", "10.0.0.5", "--tls", "--json");

    Map<?, ?> answer = object(run.out());
    assertEquals("[file, line, method, outcome, reason]", answer.keySet().toString());
    assertEquals("pg_hba.conf", answer.get("file"));
    assertEquals(3L, answer.get("line"));
    assertEquals("scram-sha-256", answer.get("method"));
    assertEquals("rule", answer.get("outcome"));
  }

  @Test
  void encryptionDecidesWhichRuleIsFirst() {
    String[] base = {"--user", "anna", "--database", "app", "--address", "10.0.0.5", "--json"};

    Run plain = hba(with(base, "--plain"));
    Run gss = hba(with(base, "--gss"));

    assertEquals("undecided", object(plain.out()).get("outcome"));
    assertEquals(3, plain.code());
    assertEquals(4L, object(gss.out()).get("line"));
    assertEquals("gss", object(gss.out()).get("method"));
  }

  private static String[] with(String[] base, String option) {
    List<String> all = new ArrayList<>(Arrays.asList(base));
    all.add(option);
    return all.toArray(String[]::new);
  }

  @Test
  void socketAndReplicationMeetTheirOwnRules() {
    Run local = hba("--user", "postgres", "--database", "app", "--local", "--json");
    Run none = hba("--user", "anna", "--database", "app", "--local", "--json");
    Run replication = hba("--user", "repl", "--replication", "--address", "10.0.0.6", "--json");

    assertEquals(1L, object(local.out()).get("line"));
    assertEquals("no-match", object(none.out()).get("outcome"));
    assertEquals(null, object(none.out()).get("line"));
    assertEquals(0, none.code());
    assertEquals(2L, object(replication.out()).get("line"));
  }

  @Test
  void rejectIsARuleAndNoFault() {
    Run run = hba("--user", "anna", "--database", "shop", "--address", "192.168.1.1", "--json");

    assertEquals(0, run.code());
    assertEquals("reject", object(run.out()).get("method"));
    assertEquals("rule", object(run.out()).get("outcome"));
  }

  @Test
  void hostNameLeavesTheAnswerUndecided() {
    Run run = hba("--user", "bob", "--database", "shop", "--address", "10.0.0.5");

    assertEquals(3, run.code());
    assertTrue(run.out().contains("=> undecided: pg_hba.conf:6 may match"), run.out());
    assertTrue(run.out().contains("needs DNS"), run.out());
  }

  @Test
  void connectionsAreAnsweredOneALine() throws IOException {
    Path attempts =
        Files.writeString(
            folder.resolve("attempts.jsonl"),
            """
            {"user": "anna", "database": "app", "address": "10.0.0.5", "tls": true}

            {"user": "postgres", "database": "app", "local": true}
            {"user": "repl", "replication": true, "address": "10.0.0.6", "encryption": "tls"}
            {"user": "anna", "address": "::1"}
            """);

    Run run = hba("--connections", attempts.toString());

    List<Object> lines =
        run.out().lines().<Object>map(line -> String.valueOf(object(line).get("line"))).toList();
    assertEquals(List.of("3", "1", "2", "6"), lines);
    assertEquals(3, run.code());
  }

  @Test
  void allFaultsOfAConnectionsFileAreNamedAtOnce() throws IOException {
    Path attempts =
        Files.writeString(
            folder.resolve("attempts.jsonl"),
            """
            {"user": "anna"}
            {"database": "app", "local": true}
            {"user": "anna", "address": "10.0.0.300"}
            nonsense
            {"user": "anna", "address": "10.0.0.3", "tls": true, "gss": true}
            """);

    Run run = hba("--connections", attempts.toString());

    assertEquals(2, run.code());
    assertEquals("", run.out());
    for (int line = 1; line <= 5; line++) {
      assertTrue(run.err().contains("attempts.jsonl:" + line + ": "), run.err());
    }
    run.isPlain();
  }

  @Test
  void badArgumentsAreUsageFaults() {
    hba("--user", "anna").isFault(2, "--address");
    hba("--database", "app", "--local").isFault(2, "--user");
    hba("--user", "anna", "--local", "--tls").isFault(2, "no TLS");
    hba("--user", "anna", "--local", "--address", "::1").isFault(2, "not both");
    hba("--user", "anna", "--address", "db.example.test").isFault(2, "no IP address");
    hba("--user", "anna", "--address", "::1", "--tls", "--plain").isFault(2, "one of");
  }
}
