package org.pgevidence.hba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The server is the oracle: its views say how files read, its log says which rule real connections
 * met, over TLS, plaintext and the socket. Where it logs no line (reject, trust before 17, a
 * missing client certificate), the same connection meets the same file again with these methods
 * replaced by scram-sha-256.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HbaOracleIT {
  private static final boolean IS_FULL = Boolean.getBoolean("pgevidence.full");
  private static final long SEED = Long.getLong("pgevidence.seed", 20261122L);
  private static final int ATTEMPTS = 10;

  /** The only reasons to leave an attempt open when files, roles and memberships are known. */
  private static final Pattern DOCUMENTED =
      Pattern.compile("needs DNS at connection time|depends on the server's network interfaces");

  private record Tried(Attempt attempt, boolean isLogical, OracleServer.Met met) {}

  private final Map<Integer, OracleServer> servers = new TreeMap<>();
  private int decided;
  private int open;
  private int openFromView;
  private final List<String> mismatches = new ArrayList<>();

  @AfterAll
  void stop() throws Exception {
    for (OracleServer server : servers.values()) {
      server.close();
    }
  }

  private OracleServer server(int major) throws Exception {
    OracleServer known = servers.get(major);
    OracleServer server = known == null ? OracleServer.start(major) : known;
    servers.put(major, server);
    return server;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void rawFilesReadAsTheServerReadsThem(int major) throws Exception {
    int files = IS_FULL ? 60 : 12;
    ReaderComparison comparison = new ReaderComparison();

    String compared = comparison.run(server(major), SEED, files);

    System.out.printf("raw reader: major %d seed %d files %d %s%n", major, SEED, files, compared);
    assertEquals("", String.join("\n", comparison.mismatches()));
    assertTrue(comparison.refused() >= files / 4 && comparison.refused() < files, () -> compared);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void simulatorNamesTheServersRule(int major) throws Exception {
    Random random = new Random(SEED + major);
    int files = IS_FULL ? 84 : 6;
    decided = 0;
    open = 0;
    openFromView = 0;
    mismatches.clear();

    for (int i = 0; i < files; i++) {
      compare(server(major), random, i % 8 == 7);
    }

    System.out.printf(
        "hba oracle: major %d seed %d files %d attempts %d undecided %d, from the view %d%n",
        major, SEED, files, decided + open, open, openFromView);
    assertEquals(List.of(), mismatches);
    assertEquals(files * ATTEMPTS, decided + open);
    assertTrue(open * 10 < decided, () -> "too many undecided: " + open);
  }

  private void compare(OracleServer server, Random random, boolean withoutTls) throws Exception {
    Map<String, String> files = OracleHba.files(random, server.major());
    server.load(OracleHba.original(files), !withoutTls);
    Simulator simulator = Simulator.of(server.facts()).orElseThrow();
    Simulator fromView = Simulator.of(server.viewFacts()).orElseThrow();
    List<Tried> silent = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      Attempt attempt = OracleHba.attempt(random, !withoutTls);
      boolean isLogical = !attempt.isReplication() && random.nextInt(8) == 0;
      String password = random.nextBoolean() ? OracleServer.password(attempt.user()) : "wrong";
      Tried tried = new Tried(attempt, isLogical, server.connect(attempt, isLogical, password));
      if (tried.met().place().isEmpty() && tried.met().kind() != WireClient.Kind.NO_ENTRY) {
        silent.add(tried);
      } else {
        judge(simulator, fromView, tried, tried.met().place(), files);
      }
    }
    if (!silent.isEmpty()) {
      server.load(OracleHba.asking(files), !withoutTls);
      for (Tried tried : silent) {
        OracleServer.Met again = server.connect(tried.attempt(), tried.isLogical(), "wrong");
        judge(simulator, fromView, tried, again.place(), files);
      }
    }
  }

  private void judge(
      Simulator simulator,
      Simulator fromView,
      Tried tried,
      Optional<String> place,
      Map<String, String> files) {
    Decision decision = simulator.decide(tried.attempt());
    Decision viewed = fromView.decide(tried.attempt());
    if (viewed.outcome() == Decision.Outcome.UNDECIDED) {
      openFromView++;
    } else if (!agrees(viewed, tried, place)) {
      fault("from the view ", viewed, tried, place, files);
    }
    if (decision.outcome() == Decision.Outcome.UNDECIDED) {
      open++;
      if (!DOCUMENTED.matcher(decision.reason()).find()) {
        fault("needlessly ", decision, tried, place, files);
      }
      return;
    }
    decided++;
    if (!agrees(decision, tried, place)) {
      fault("", decision, tried, place, files);
    }
  }

  private void fault(
      String how,
      Decision decision,
      Tried tried,
      Optional<String> place,
      Map<String, String> files) {
    mismatches.add(
        how
            + decision.outcome().word()
            + " "
            + where(decision)
            + " ("
            + decision.reason()
            + "), server: "
            + tried.met().kind()
            + " "
            + place.orElse("-")
            + ", "
            + tried.attempt()
            + "\n"
            + files);
  }

  private static boolean agrees(Decision decision, Tried tried, Optional<String> place) {
    return kinds(decision).contains(tried.met().kind()) && where(decision).equals(place.orElse(""));
  }

  private static String where(Decision decision) {
    return decision.rule().map(rule -> rule.file() + ":" + rule.line()).orElse("");
  }

  private static List<WireClient.Kind> kinds(Decision decision) {
    if (decision.rule().isEmpty()) {
      return List.of(WireClient.Kind.NO_ENTRY);
    }
    Decision.Matched rule = decision.rule().get();
    if (rule.text().contains("clientcert=")) {
      return List.of(WireClient.Kind.FAILED);
    }
    return switch (rule.method()) {
      case "trust" -> List.of(WireClient.Kind.ACCEPTED);
      case "reject" -> List.of(WireClient.Kind.REJECTED);
      case "peer" -> List.of(WireClient.Kind.FAILED, WireClient.Kind.ACCEPTED);
      case "ident", "cert" -> List.of(WireClient.Kind.FAILED);
      default -> List.of(WireClient.Kind.ASKED);
    };
  }
}
