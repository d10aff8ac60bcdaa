package org.pgevidence.collect.hba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How raw files become rules: tokens, continued lines, lists, included files, faults. */
class RawAuthFilesTest {
  private static RawAuthFiles read(int major, Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files);
    all.putIfAbsent("/data/pg_ident.conf", "");
    ServerFiles source =
        new ServerFiles() {
          @Override
          public Answer read(String path) {
            String text = all.get(path);
            return text == null
                ? new Answer.Unreadable(true, "No such file or directory")
                : new Answer.Content(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
          }

          @Override
          public Listing list(String folder) {
            List<String> names =
                all.keySet().stream()
                    .filter(path -> path.startsWith(folder + "/"))
                    .map(path -> path.substring(folder.length() + 1))
                    .toList();
            return new Listing(names, !names.isEmpty());
          }
        };
    ServerBuild build = ServerBuild.ofMajor(major).withTls(true);
    return RawAuthFiles.read(source, build, "/data/pg_hba.conf", "/data/pg_ident.conf");
  }

  private static List<HbaLine> rules(int major, String hba) {
    return read(major, Map.of("/data/pg_hba.conf", hba)).rules();
  }

  private static String error(int major, String hba) {
    return rules(major, hba).getFirst().error().orElse("");
  }

  @Test
  void quotingTakesTheMeaningOfKeyWordsAndPlus() {
    HbaLine rule = rules(17, "local \"all\",all \"+staff\",+staff peer\n").getFirst();

    assertFalse(rule.databases().get(0).isKeyword("all"));
    assertTrue(rule.databases().get(1).isKeyword("all"));
    assertFalse(rule.users().get(0).isMembership());
    assertTrue(rule.users().get(1).isMembership());
  }

  @Test
  void quotesProtectBlanksCommasAndHashesAndDoubleToOne() {
    HbaLine rule = rules(17, "local \"a b\",\"c,d\" \"e#f\",\"g\"\"h\" peer # note\n").getFirst();

    assertEquals(List.of("a b", "c,d"), rule.databases().stream().map(AuthToken::text).toList());
    assertEquals(List.of("e#f", "g\"h"), rule.users().stream().map(AuthToken::text).toList());
  }

  @Test
  void quoteInsideATokenDoesNotMakeItQuoted() {
    HbaLine rule = rules(17, "local al\"l\" all peer\n").getFirst();

    assertTrue(rule.databases().getFirst().isKeyword("all"));
  }

  @Test
  void linesContinueFrom14() {
    String hba = "local all \\\n  all \\\n  peer\nlocal x y peer\n";

    assertEquals(List.of(1, 4), rules(14, hba).stream().map(HbaLine::line).toList());
    assertEquals(List.of(), rules(14, hba).stream().flatMap(r -> r.error().stream()).toList());
    assertTrue(rules(13, hba).getFirst().error().isPresent());
  }

  @Test
  void listsOfFilesAreReadBesideTheFileThatNamesThem() {
    RawAuthFiles files =
        read(
            13,
            Map.of(
                "/data/pg_hba.conf", "local @lists/db \"@lists/db\" peer\n",
                "/data/lists/db", "app, @more\n",
                "/data/lists/more", "# none\n\"all\"\n"));

    HbaLine rule = files.rules().getFirst();
    assertEquals(List.of("app", "all"), rule.databases().stream().map(AuthToken::text).toList());
    assertTrue(rule.databases().get(1).isQuoted());
    assertEquals("@lists/db", rule.users().getFirst().text());
  }

  @Test
  void includesAreReadInOrderFrom16() {
    Map<String, String> files =
        Map.of(
            "/data/pg_hba.conf",
            "include one.conf\ninclude_if_exists nosuch.conf\ninclude_dir parts\nlocal z z peer\n",
            "/data/one.conf",
            "local a a peer\n",
            "/data/parts/20.conf",
            "local c c peer\n",
            "/data/parts/10.conf",
            "local b b peer\n",
            "/data/parts/ignored.txt",
            "nonsense\n");

    List<HbaLine> rules = read(16, files).rules();

    assertEquals(
        List.of("a", "b", "c", "z"),
        rules.stream().map(rule -> rule.users().getFirst().text()).toList());
    assertEquals("/data/parts/10.conf", rules.get(1).file());
    assertEquals(
        "invalid connection type \"include\"",
        read(15, files).rules().getFirst().error().orElse(""));
  }

  @Test
  void missingAndCircularIncludesAreFaults() {
    assertTrue(error(16, "include nosuch.conf\n").contains("No such file or directory"));
    assertTrue(error(16, "include pg_hba.conf\n").contains("maximum nesting depth exceeded"));
    assertTrue(error(15, "local @nosuch all peer\n").contains("secondary authentication file"));
  }

  @Test
  void faultsCarryTheServersWords() {
    assertEquals("end-of-line before role specification", error(15, "local all\n"));
    assertEquals(
        "invalid CIDR mask in address \"10.0.0.0/33\"",
        error(15, "host all all 10.0.0.0/33 md5\n"));
    assertEquals(
        "IP address and mask do not match", error(15, "host all all 10.0.0.0 ffff:: md5\n"));
    assertEquals(
        "peer authentication is only supported on local sockets",
        error(15, "host all all all peer\n"));
    assertEquals(
        "authentication method \"oauth\" requires argument \"scope\" to be set",
        error(18, "host all all all oauth\n"));
  }

  @Test
  void secretsOfOptionsAreNotStored() {
    RawAuthFiles files =
        read(
            15,
            Map.of(
                "/data/pg_hba.conf",
                "host all all all ldap ldapserver=l ldapbasedn=x ldapbindpasswd=hush\n"));

    String stored = Arrays.toString(files.values(1, files.rules().getFirst()));

    assertTrue(stored.contains("ldapbindpasswd"));
    assertFalse(stored.contains("hush"));
  }

  @Test
  void expressionsMeanWhatTheServerTakesThemFor() {
    assertTrue(ServerRegex.of("^app[12]$").matches("app1"));
    assertFalse(ServerRegex.of("^app[12]$").matches("app3"));
    assertTrue(ServerRegex.of("pp").matches("app"));
    assertFalse(ServerRegex.of("^a$").matches("a\n"));
    assertTrue(ServerRegex.of("[[:upper:]]").matches("aB"));
    assertTrue(ServerRegex.of("^.{2}$").matches("ä"), "matched byte by byte");
    assertTrue(ServerRegex.of("***=a.b").matches("xa.bx"));
    assertFalse(ServerRegex.of("***=a.b").matches("axb"));
    assertTrue(ServerRegex.of("(?i)ANNA").matches("anna"));
    assertEquals(Optional.of("anna"), ServerRegex.of("^(.*)@x$").firstGroup("anna@x"));
  }

  @Test
  void expressionsBeyondUsAreNeverGuessed() {
    assertFalse(ServerRegex.of("\\mword").isUnderstood());
    assertFalse(ServerRegex.of("(?=a)").isUnderstood());
    assertEquals(Optional.empty(), ServerRegex.of("\\mword").fault());
    assertEquals(Optional.of("parentheses () not balanced"), ServerRegex.of("(").fault());
    assertEquals(Optional.of("brackets [] not balanced"), ServerRegex.of("[a").fault());
    assertEquals(Optional.of("quantifier operand invalid"), ServerRegex.of("*a").fault());
  }

  @Test
  void addressesReadAsTheResolverReadsThem() {
    assertEquals("127.0.0.1", IpAddress.parse("127.1").orElseThrow().toString());
    assertEquals("127.0.0.5", IpAddress.parse("0x7f.0.0.5").orElseThrow().toString());
    assertEquals("8.0.0.1", IpAddress.parse("010.0.0.1").orElseThrow().toString());
    assertEquals("fe80::1", IpAddress.parse("fe80::1%lo").orElseThrow().toString());
    assertEquals(Optional.empty(), IpAddress.parse("256.0.0.1"));
    assertEquals(Optional.empty(), IpAddress.parse("1::2::3"));
  }
}
