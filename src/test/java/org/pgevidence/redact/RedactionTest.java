package org.pgevidence.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.collect.hba.AddressRange;
import org.pgevidence.collect.hba.IpAddress;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Pseudonyms and what they keep. */
class RedactionTest {
  @TempDir Path work;
  private Secret secret;
  private Pseudonyms pseudonyms;

  @BeforeEach
  void secret() {
    Path file = work.resolve("secret");
    assertTrue(Secret.make(file));
    assertFalse(Secret.make(file), "an existing secret is kept");
    secret = Secret.read(file);
    pseudonyms = new Pseudonyms(secret, EnumSet.allOf(Kind.class), Set.of("app", "postgres"));
  }

  @Test
  void everyTextColumnOfFactsAndContextIsDecided() {
    List<String> undecided = new ArrayList<>();
    for (TableSchema table : Schema.standard().tables()) {
      table.columns().stream()
          .filter(column -> table.kind() != TableSchema.Kind.DERIVED)
          .filter(column -> Treatment.of(table, column).isEmpty())
          .forEach(column -> undecided.add(table.name() + "." + column.name()));
    }

    assertEquals(List.of(), undecided);
  }

  @Test
  void addressesShareAsManyLeadingBitsAfterAsBefore() {
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      IpAddress one = new IpAddress(4, new java.math.BigInteger(32, random));
      IpAddress other =
          new IpAddress(4, one.value().flipBit(random.nextInt(32)).flipBit(random.nextInt(32)));

      assertEquals(common(one, other), common(mapped(one), mapped(other)), one + " " + other);
    }
  }

  private IpAddress mapped(IpAddress address) {
    return IpAddress.parse(pseudonyms.address(address.toString())).orElseThrow();
  }

  private static int common(IpAddress a, IpAddress b) {
    return 32 - a.value().xor(b.value()).bitLength();
  }

  @Test
  void specialRangesStayWhatTheyAre() {
    assertEquals("127.0.0.1", pseudonyms.address("127.0.0.1"));
    assertEquals("0.0.0.0/0", pseudonyms.address("0.0.0.0/0"));
    assertEquals("::1/128", pseudonyms.address("::1/128"));
    assertEquals("255.255.255.0", pseudonyms.address("255.255.255.0"));
    assertTrue(pseudonyms.address("192.168.7.0/24").matches("192\\.168\\.\\d+\\.0/24"));
    assertTrue(pseudonyms.address("fe80::1").matches("fe[89ab].*"));
    assertNotEquals("10.20.30.40", pseudonyms.address("10.20.30.40"));
  }

  @Test
  void rangeOfARuleHoldsTheSameNetworks() {
    String[] rule = pseudonyms.range("10.4.0.0", Optional.of("255.255.0.0")).orElseThrow();
    String inner = pseudonyms.address("10.4.9.0/24");

    AddressRange network = AddressRange.of(inner, Optional.empty()).orElseThrow();
    assertTrue(network.first().hex().compareTo(rule[1]) >= 0);
    assertTrue(network.last().hex().compareTo(rule[2]) <= 0);
  }

  @Test
  void domainsHoldTheirHostsAndFoldersTheirFiles() {
    String domain = pseudonyms.host(".corp.example");

    assertTrue(pseudonyms.host("db1.corp.example").endsWith(domain));
    assertEquals("*" + domain, pseudonyms.host("*.corp.example"));
    String folder = pseudonyms.path("/srv/ledger");
    assertTrue(pseudonyms.path("/srv/ledger/pg_hba.conf").equals(folder + "/pg_hba.conf"));
    assertTrue(pseudonyms.path("/srv/ledger/miller.log").matches(folder + "/p[0-9a-f]{12}\\.log"));
  }

  @Test
  void personWithTheNameOfARoleHasItsPseudonym() {
    String role = pseudonyms.role("anna");

    assertEquals(role, pseudonyms.person("anna"));
    assertNotEquals(role, pseudonyms.person("Anna Lindqvist"));
    assertEquals("app", pseudonyms.role("app"));
    assertEquals("pg_monitor", pseudonyms.role("pg_monitor"));
  }

  @Test
  void commitmentOpensForItsOwnSaltAndValueOnly() {
    pseudonyms.role("anna");
    Disclosure anna = pseudonyms.given().values().iterator().next();

    assertTrue(anna.pseudonym().equals("role_" + anna.commitment().substring(0, 12)));
    Disclosure other = new Disclosure(anna.pseudonym(), Kind.ROLE, "bob", anna.salt());
    assertNotEquals(anna.commitment(), other.commitment());
  }

  @Test
  void namesAreFoundWhereverTheyLieInALongText() throws IOException {
    NameScanner names = new NameScanner(Map.of("annabel", "role_1"));
    int window = 1 << 20;
    for (int at = window - 20; at < window + 20; at++) {
      String before = "x ".repeat(at / 2) + " ".repeat(at % 2);
      String after = " y".repeat(window);
      assertEquals(Set.of("annabel"), names.found(new StringReader(before + "annabel" + after)));
      assertEquals(Set.of(), names.found(new StringReader(before + "annabella" + after)));
      assertEquals(Set.of(), names.found(new StringReader(before + "joannabel" + after)));
      assertEquals(Set.of("annabel"), names.found(new StringReader(before + "annabel")));
    }
  }

  @Test
  void namesAreFoundRawQuotedAndInsideJoinedNames() {
    NameScanner names =
        new NameScanner(Map.of("anna", "role_1", "Anna \"X\" Müller", "role_2", "bo", "role_3"));

    assertEquals("role_1 in role_1_drafts", names.scan("anna in anna_drafts"));
    assertEquals("hannah", names.scan("hannah"));
    assertEquals("role_2: role_2", names.scan("\"Anna \"\"X\"\" Müller\": Anna \"X\" Müller"));
    assertEquals("role_3 bo_x", names.scan("bo bo_x"));
    assertEquals("GRANT x TO role_1;", names.scan("GRANT x TO \"anna\";"));
  }

  @Test
  void tokensOfRulesKeepTheirForm() {
    MemoryFacts facts = new MemoryFacts();
    facts.add(
        "hba_rule",
        1,
        "pg_hba.conf",
        4,
        "host",
        "[\"all\",\"anna\"]",
        "[\"all\",\"+staff\",\"/^an\",\"app\"]",
        "10.4.0.0",
        "255.255.0.0",
        "4:0a040000",
        "4:0a04ffff",
        "ldap",
        "{\"ldapserver\":\"ldap.corp.example\",\"ldapbasedn\":\"ou=miller\",\"ldapport\":\"389\"}",
        null);
    String anna = pseudonyms.role("anna");
    Redactor redactor =
        new Redactor(pseudonyms, new NameScanner(Map.of("anna", anna)), List.of("anna", "bob"));

    Object[] row = redactor.row(facts.rows("hba_rule").getFirst());

    assertEquals("[\"all\",\"" + anna + "\"]", row[4]);
    String staff = pseudonyms.role("staff");
    assertEquals("[\"all\",\"+" + staff + "\",\"/^(" + anna + ")$\",\"app\"]", row[5]);
    assertTrue(String.valueOf(row[8]).matches("4:0a[0-9a-f]{2}0000"), String.valueOf(row[8]));
    assertTrue(String.valueOf(row[11]).endsWith("\"ldapport\":\"389\"}"));
    assertFalse(String.valueOf(row[11]).contains("miller"));
    assertFalse(String.valueOf(row[11]).contains("corp"));
  }
}
