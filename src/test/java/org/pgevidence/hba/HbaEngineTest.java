package org.pgevidence.hba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/** What the engine says of whole files. */
class HbaEngineTest {
  @Test
  void strictRuleBehindBroadOneIsContradicted() {
    Facts derived =
        derive(
            HbaFixture.of(15, "host all all 10.0.0.0/8 trust\nhostssl app anna 10.1.0.0/16 cert\n")
                .roles("anna")
                .databases("app"));

    Row second = derived.rows("hba_verdict").get(1);
    assertEquals(1, second.number("is_shadowed"));
    assertEquals("pg_hba.conf:1", second.text("shadowed_by"));
    assertEquals(1, second.number("is_contradicted"));
    assertEquals(0, second.number("is_effective"));
  }

  @Test
  void severalRulesShadowTogether() {
    Facts derived =
        derive(
            HbaFixture.of(
                    15,
                    "host all all 10.0.0.0/9 md5\nhost all all 10.128.0.0/9 md5\nhost all all 10.0.0.0/8 md5\n")
                .databases("app"));

    Row third = derived.rows("hba_verdict").get(2);
    assertEquals("pg_hba.conf:1, pg_hba.conf:2", third.text("shadowed_by"));
    assertEquals(0, third.number("is_contradicted"));
  }

  @Test
  void rejectForPlaintextLeavesHostRulesEncrypted() {
    Facts derived =
        derive(
            HbaFixture.of(
                    15,
                    "hostnossl all all 0.0.0.0/0 reject\nhostnossl all all ::/0 reject\nhost all all all scram-sha-256\n")
                .databases("app"));

    Row third = derived.rows("hba_verdict").get(2);
    assertEquals(1, third.number("is_effective"));
    assertEquals(1, third.number("is_remote"));
    assertEquals(0, third.number("is_plain"));
  }

  @Test
  void hostNameLeavesLaterRulesUndecided() {
    Facts derived =
        derive(
            HbaFixture.of(15, "host all all db.example.com reject\nhost all all 10.0.0.0/8 trust\n")
                .databases("app"));

    Row second = derived.rows("hba_verdict").get(1);
    assertEquals(null, second.value("is_effective"));
    assertEquals(0, derived.rows("hba_access").getFirst().number("is_certain"));
  }

  @Test
  void superusersReachIsListed() {
    Facts derived =
        derive(
            HbaFixture.of(
                    15,
                    "local all all peer\nhost all root 0.0.0.0/0 reject\nhostssl all all 0.0.0.0/0 scram-sha-256\n")
                .superuser("root")
                .databases("app"));

    List<String> remote = new ArrayList<>();
    derived.forEach(
        "hba_reach",
        row -> {
          if (row.text("place").equals("remote")) {
            remote.add(row.number("role_oid") + " " + row.text("protection"));
          }
        });
    assertEquals(List.of("10 tls"), remote);
  }

  @Test
  void hostsslIsInertWhileTlsIsOff() {
    Facts derived =
        derive(HbaFixture.of(15, "hostssl all all all trust\n").withoutTls().databases("app"));

    Row rule = derived.rows("hba_verdict").getFirst();
    assertEquals(1, rule.number("is_inert"));
    assertEquals(null, rule.value("error"));
    assertEquals(0, rule.number("is_effective"));
  }

  @Test
  void accessOfSeveralRulesIsMergedToFewRows() {
    Facts derived =
        derive(
            HbaFixture.of(
                    15,
                    """
                    local all all peer
                    hostssl app anna 10.0.0.0/9 scram-sha-256
                    hostssl app bob 10.0.0.0/9 scram-sha-256
                    hostssl app anna,bob 10.128.0.0/9 scram-sha-256
                    hostnossl app anna,bob 10.0.0.0/8 scram-sha-256
                    host shop anna,bob 10.0.0.0/8 scram-sha-256
                    host all postgres 192.168.7.0/24 trust
                    """)
                .roles("anna", "bob", "carl")
                .databases("app", "shop"));

    List<String> rows = new ArrayList<>();
    derived.forEach(
        "network_access",
        row ->
            rows.add(
                String.join(
                    " | ",
                    row.text("sources"),
                    row.text("users"),
                    row.text("databases"),
                    row.text("protection"),
                    row.text("method"),
                    row.text("rules"))));
    // Physical replication is no database, so it needs a rule of its own.
    assertEquals(
        List.of(
            "192.168.7.0/24 | postgres | all | none or TLS or GSS | trust | pg_hba.conf:7",
            "10.0.0.0/8 | anna, bob | all | none or TLS or GSS | scram-sha-256 |"
                + " pg_hba.conf:2, pg_hba.conf:3, pg_hba.conf:4, pg_hba.conf:5, pg_hba.conf:6"),
        rows);
  }

  @Test
  void accessFromAnywhereIsSaidInWords() {
    Facts derived =
        derive(
            HbaFixture.of(
                    15,
                    "host app all all md5\nhost shop all 0.0.0.0/0 md5\nhost all all ::/0 trust\n")
                .databases("app", "shop"));

    List<String> sources = new ArrayList<>();
    derived.forEach(
        "network_access",
        row -> {
          if (row.text("place").equals("remote")) {
            sources.add(row.text("sources") + " " + row.text("databases"));
          }
        });
    assertEquals(List.of("any IPv6 shop", "anywhere app", "any IPv4 shop"), sources);
  }

  @Test
  void fileWithoutRulesLeavesConnectionsUndecided() {
    MemoryFacts facts = HbaFixture.of(15, "# nothing\n").databases("app").facts();

    Decision decision =
        Simulator.of(facts)
            .orElseThrow()
            .decide(new Attempt("anna", "app", false, Optional.empty(), Encryption.PLAIN));

    assertEquals(Decision.Outcome.UNDECIDED, decision.outcome());
    assertTrue(decision.reason().contains("holds no rule"));
  }

  @Test
  void symbolicVerdictAgreesWithEveryPoint() {
    long seed = Long.getLong("pgevidence.seed", 20261122);
    int files = Boolean.getBoolean("pgevidence.full") ? 600 : 40;
    System.out.println("hba symbolic against points: seed " + seed + ", files " + files);
    Random random = new Random(seed);
    int points = 0;
    for (int i = 0; i < files; i++) {
      int major = 13 + random.nextInt(6);
      String hba = RandomHba.file(random, major);
      HbaFixture fixture =
          HbaFixture.of(major, hba)
              .roles(RandomHba.USERS)
              .roles("group1", "group2")
              .member("group1", "anna")
              .member("group2", "group1")
              .databases(RandomHba.DATABASES);
      points += compare(hba, fixture.facts());
    }
    assertTrue(points > files * 100);
  }

  private static int compare(String hba, MemoryFacts facts) {
    Facts derived = new HbaEngine().derive(facts);
    Simulator simulator = Simulator.of(facts).orElseThrow();
    List<Row> verdicts = derived.rows("hba_verdict");
    boolean[] isFirst = new boolean[verdicts.size()];
    boolean[] isPlainRemote = new boolean[verdicts.size()];
    int points = 0;
    for (Attempt attempt : RandomHba.points()) {
      points++;
      Decision decision = simulator.decide(attempt);
      inNetworkAccess(attempt, decision, facts, derived, hba);
      if (decision.outcome() == Decision.Outcome.RULE) {
        int line = decision.rule().orElseThrow().line();
        for (int i = 0; i < verdicts.size(); i++) {
          if (verdicts.get(i).number("line") == line) {
            isFirst[i] = true;
            isPlainRemote[i] |=
                attempt.encryption() == Encryption.PLAIN
                    && attempt.address().filter(ip -> !Matching.isLoopback(ip)).isPresent();
          }
        }
      }
    }
    for (int i = 0; i < verdicts.size(); i++) {
      Row verdict = verdicts.get(i);
      String place = "line " + verdict.number("line") + " of\n" + hba;
      assertEquals(isFirst[i], Long.valueOf(1).equals(verdict.value("is_effective")), place);
      assertEquals(
          isPlainRemote[i], Long.valueOf(1).equals(verdict.value("is_plain_remote")), place);
    }
    return points;
  }

  /** A connection that some rule lets on is in one row of that method, any other in none. */
  private static void inNetworkAccess(
      Attempt attempt, Decision decision, MemoryFacts facts, Facts derived, String hba) {
    Principals principals = new Principals(facts);
    boolean isPossible =
        principals.role(attempt.user()).isPresent()
            && (attempt.isReplication()
                ? attempt.user().equals("postgres")
                : principals.databases().containsKey(attempt.database()));
    if (attempt.address().isEmpty() || !isPossible) {
      return;
    }
    List<String> methods = new ArrayList<>();
    for (Row row : derived.rows("network_access")) {
      if (takes(row, attempt)) {
        methods.add(row.text("method"));
      }
    }
    List<String> expected =
        decision.rule().map(Decision.Matched::method).filter(m -> !m.equals("reject")).stream()
            .toList();
    assertEquals(expected, methods, () -> attempt + " of\n" + hba);
  }

  private static boolean takes(Row row, Attempt attempt) {
    String protection =
        attempt.encryption() == Encryption.PLAIN ? "none" : attempt.encryption().name();
    return row.flag("is_replication") == attempt.isReplication()
        && List.of(row.text("protection").split(" or ")).contains(protection)
        && isAmong(row.text("users"), attempt.user())
        && (attempt.isReplication() || isAmong(row.text("databases"), attempt.database()))
        && ((List<?>) Objects.requireNonNull(Json.parse(row.text("ranges"))))
            .stream().anyMatch(range -> holds(String.valueOf(range), attempt.address().get()));
  }

  private static boolean isAmong(String words, String name) {
    boolean isAllBut = words.startsWith("all but ");
    List<String> names = List.of(words.substring(isAllBut ? 8 : 0).split(", "));
    return words.equals("all") || names.contains(Names.quoted(name)) != isAllBut;
  }

  private static boolean holds(String range, IpAddress address) {
    if (range.contains("/")) {
      return AddressRange.of(range, Optional.empty()).orElseThrow().contains(address);
    }
    String[] ends = range.split("-");
    return IpAddress.parse(ends[0]).orElseThrow().compareTo(address) <= 0
        && IpAddress.parse(ends[1]).orElseThrow().compareTo(address) >= 0;
  }

  @Test
  void derivedRowsStandOnFacts() {
    MemoryFacts facts =
        HbaFixture.of(15, "local all all peer\nhost all all 10.0.0.0/8 md5\n")
            .databases("a")
            .facts();

    Facts derived = new HbaEngine().derive(facts);

    assertTrue(derived.rows("derived_step").size() >= 2 + derived.rows("hba_access").size());
    assertEquals(Optional.of(true), IpAddress.parse("127.1").map(Matching::isLoopback));
  }

  private static Facts derive(HbaFixture fixture) {
    return new HbaEngine().derive(fixture.facts());
  }
}
