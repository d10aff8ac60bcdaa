package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Digest;
import org.pgevidence.pack.TestPacks;
import org.pgevidence.pack.TestSnapshot;
import org.pgevidence.sign.KeyType;
import org.pgevidence.sign.TestTsa;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * A pack is sealed, reviewed, approved, examined and renewed; each signature holds, none alters.
 */
class ApprovalsIT {
  private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String PIN = "123456";

  @TempDir Path folder;

  /** Name → SHA-256 of every file of the sealed pack. */
  private static Map<String, String> sealed(Path pack) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (var files = Files.walk(pack)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = pack.relativize(file).toString();
        if (!name.startsWith("approvals/")) {
          digests.put(name, Digest.hex(file));
        }
      }
    }
    return digests;
  }

  private static List<String> faults(Path pdf, String flavour) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour rules = PDFAFlavour.fromString(flavour);
    try (var parser = Foundries.defaultInstance().createParser(pdf.toFile(), rules);
        var validator = Foundries.defaultInstance().createValidator(rules, false)) {
      return validator.validate(parser).getTestAssertions().stream()
          .map(a -> a.getRuleId() + " " + a.getMessage())
          .limit(5)
          .toList();
    }
  }

  /** A SoftHSM token that holds the key of a PKCS#12 file; the environment that finds it. */
  private Map<String, String> token(Path key) throws Exception {
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Path conf = folder.resolve("softhsm2.conf");
    Files.writeString(conf, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    Map<String, String> environment =
        Map.of(
            "SOFTHSM2_CONF",
            conf.toString(),
            "PGEVIDENCE_PASSPHRASE",
            PIN,
            "XDG_CONFIG_HOME",
            folder.resolve("none").toString());
    String[] init = {"softhsm2-util", "--init-token", "--slot", "0", "--label", "approver"};
    List<String> command = new ArrayList<>(List.of(init));
    command.addAll(List.of("--pin", PIN, "--so-pin", PIN));
    assertEquals(0, Program.run(folder, environment, command).code());
    Path provider = folder.resolve("pkcs11.cfg");
    Files.writeString(provider, "name = SoftHSM\nlibrary = " + SOFTHSM + "\nslotListIndex = 0\n");
    Program imported =
        Program.run(
            folder,
            environment,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-importkeystore",
                "-noprompt",
                "-srckeystore",
                key.toString(),
                "-srcstorepass",
                Team.PASSPHRASE,
                "-destkeystore",
                "NONE",
                "-deststoretype",
                "PKCS11",
                "-deststorepass",
                PIN,
                "-providerClass",
                "sun.security.pkcs11.SunPKCS11",
                "-providerArg",
                provider.toString()));
    assertEquals(0, imported.code(), imported.out() + imported.err());
    return environment;
  }

  @Test
  void peopleSignOneAfterAnother() throws Exception {
    Team team = Team.in(folder);
    String root = team.root().toString();
    String passphrase = team.passphrase().toString();
    String operator = team.key("operator", "Olga Operator", KeyType.RSA).toString();
    String reviewer = team.key("reviewer", "Rita Reviewer", KeyType.EC).toString();
    Path approver = team.key("approver", "Anna Approver", KeyType.RSA);
    String auditor = team.key("auditor", "Aude Auditor", KeyType.EC).toString();
    Path snapshot = TestSnapshot.write(folder.resolve("snapshot"), "2026-11-22T16:22:31Z");
    Path store = folder.resolve("evidence");
    try (TestTsa tsa = TestTsa.under(team.authority())) {
      String[] stamped = {"--tsa", tsa.address().toString(), "--level", "LTA", "--ca", root};
      Run packed =
          Run.of(
              with(
                  stamped,
                  "pack",
                  "--snapshot",
                  snapshot.toString(),
                  "--controls",
                  new TestPacks(folder.resolve("small")).controls().toString(),
                  "--out",
                  store.toString(),
                  "--key",
                  operator,
                  "--passphrase-file",
                  passphrase));
      assertEquals(1, packed.code(), packed.err());
      Path pack = store.resolve("orders-test/2026-11-22T16-22-31Z");
      Map<String, String> before = sealed(pack);

      Map<String, String> keys = Map.of("reviewer", reviewer, "auditor", auditor);
      Map<String, String> hsm = token(approver);
      for (String role : List.of("reviewer", "approver", "auditor")) {
        String key = keys.get(role);
        String[] sign = {"sign", pack.toString(), "--as", role, "--conclusion", "Seen by " + role};
        if (key == null) {
          Program signed =
              Program.pgevidence(
                  folder,
                  hsm,
                  with(
                      options("--pkcs11", SOFTHSM.toString(), "--slot", "0"), with(stamped, sign)));
          assertEquals(0, signed.code(), signed.out() + signed.err());
        } else {
          Run signed =
              Run.of(
                  with(
                      options("--key", key, "--passphrase-file", passphrase), with(stamped, sign)));
          assertEquals(0, signed.code(), signed.err());
        }
      }
      Run renewed =
          Run.of(
              "sign",
              pack.toString(),
              "--renew",
              "--tsa",
              tsa.address().toString(),
              "--ca",
              root,
              "--key",
              operator,
              "--passphrase-file",
              passphrase);
      assertEquals(0, renewed.code(), renewed.err());

      Run verified = Run.of("verify", pack.toString(), "--trust", root);
      assertEquals(0, verified.code(), verified.out());
      for (String words : List.of("reviewer at", "approver at", "auditor at", "renewal at")) {
        assertTrue(verified.out().contains(words), verified.out());
      }
      assertTrue(verified.out().contains("PAdES level LTA"), verified.out());
      assertEquals(before, sealed(pack));
      for (String at : List.of("", "approvals/02-approver/", "approvals/04-renewal/")) {
        Path report = pack.resolve(at + "report.pdf");
        assertEquals(List.of(), faults(report, "3a"), at);
        assertEquals(List.of(), faults(report, "ua1"), at);
      }
      assertRefused(pack, operator, passphrase);
    }
  }

  /** The sealer's key, and another key under a name that signed before. */
  private void assertRefused(Path pack, String operator, String passphrase) throws IOException {
    Team again = Team.in(Files.createDirectory(folder.resolve("again")));
    String namesake = again.key("rita", "Rita Reviewer", KeyType.EC).toString();
    for (String key : List.of(operator, namesake)) {
      Run refused =
          Run.of(
              "sign",
              pack.toString(),
              "--as",
              "approver",
              "--key",
              key,
              "--passphrase-file",
              passphrase);
      refused.isFault(2, "who signed before");
    }
  }

  private static String[] options(String... options) {
    return options;
  }

  private static String[] with(String[] tail, String... head) {
    List<String> all = new ArrayList<>(List.of(head));
    all.addAll(List.of(tail));
    return all.toArray(String[]::new);
  }
}
