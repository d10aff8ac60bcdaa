package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.pack.TestSnapshot;
import org.pgevidence.sign.KeyType;
import org.pgevidence.sign.TestTsa;

/** An auditor without our program: every command of README.txt, as it stands there, works. */
class PackReadmeIT {
  private static final Pattern COMMAND =
      Pattern.compile(
          "^ {7}((?:openssl|sha256sum|pdfsig|qpdf|pdfinfo|sqlite3|mkdir|certutil|cat|cmp) .*)$");
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n");
  private static final Pattern NAMES = Pattern.compile("subject=(.*)\nissuer=(.*)\n");

  @TempDir Path folder;

  private static List<String> commands(Path pack) throws IOException {
    return Files.readString(pack.resolve("README.txt"))
        .lines()
        .map(COMMAND::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1).replace("FOLDER", "01-reviewer"))
        .toList();
  }

  private Path sealedPack(TestTsa tsa, Team team) throws IOException {
    Path snapshot = TestSnapshot.write(folder.resolve("snapshot"), "2026-11-22T16:22:31Z");
    Run packed =
        Run.of(
            "pack",
            "--snapshot",
            snapshot.toString(),
            "--out",
            folder.resolve("evidence").toString(),
            "--key",
            team.key("operator", "Olga Operator", KeyType.RSA).toString(),
            "--passphrase-file",
            team.passphrase().toString(),
            "--tsa",
            tsa.address().toString());
    assertEquals(1, packed.code(), packed.err());
    Path pack = folder.resolve("evidence/orders-test/2026-11-22T16-22-31Z");
    Run reviewed =
        Run.of(
            "sign",
            pack.toString(),
            "--as",
            "reviewer",
            "--key",
            team.key("reviewer", "Rita Reviewer", KeyType.RSA).toString(),
            "--passphrase-file",
            team.passphrase().toString());
    assertEquals(0, reviewed.code(), reviewed.err());
    return pack;
  }

  /** Runs all commands in order; the reader's own step between them is to pick the root. */
  private static Map<String, String> outputs(Path pack) throws Exception {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (String command : commands(pack)) {
      if (command.contains("-in ../root.pem -noout")) {
        pickRoot(pack.resolveSibling("certificates.pem"), pack.resolveSibling("root.pem"));
        Files.copy(pack.resolveSibling("root.pem"), pack.resolveSibling("tsa.pem"));
      }
      Program run = Program.run(pack, Map.of(), List.of("sh", "-c", command));
      assertEquals(0, run.code(), command + "\n" + run.out() + run.err());
      outputs.merge(command.replaceFirst(" .*", ""), run.out() + run.err(), String::concat);
    }
    return outputs;
  }

  private static void pickRoot(Path certificates, Path root) throws IOException {
    for (String part : Files.readString(certificates).split("(?=subject=)", -1)) {
      Matcher names = NAMES.matcher(part);
      Matcher block = BLOCK.matcher(part);
      if (names.find() && names.group(1).equals(names.group(2)) && block.find()) {
        Files.writeString(root, block.group());
      }
    }
  }

  private static void says(Map<String, String> outputs, String command, String words) {
    String said = outputs.getOrDefault(command, "nothing");
    assertTrue(said.contains(words), command + " says: " + said);
  }

  @Test
  void everyCommandOfTheReadmeWorks() throws Exception {
    Team team = Team.in(folder);
    try (TestTsa tsa = TestTsa.under(team.authority())) {
      Path pack = sealedPack(tsa, team);

      Map<String, String> outputs = outputs(pack);

      says(outputs, "openssl", "CMS Verification successful");
      says(outputs, "openssl", "Verification: OK");
      says(outputs, "pdfsig", "Signature is Valid");
      says(outputs, "pdfsig", "Certificate is Trusted");
      says(outputs, "pdfsig", "Rita Reviewer");
      String statement = outputs.getOrDefault("cat", "");
      for (String file :
          List.of("manifest.json", "manifest.json.p7s", "approvals/01-reviewer/report.pdf")) {
        assertTrue(statement.contains(Digest.hex(pack.resolve(file))), statement);
      }
      says(outputs, "qpdf", "No syntax or stream encoding errors");
      says(outputs, "pdfinfo", "Tagged:          yes");
      String sums = outputs.getOrDefault("sha256sum", "");
      String manifest = Files.readString(pack.resolve("manifest.json"));
      assertTrue(manifest.contains(sums.substring(0, 64)), sums);
      assertEquals(failures(pack), replayed(outputs.getOrDefault("sqlite3", "")));
      String root = pack.resolveSibling("root.pem").toString();
      Run verified = Run.of("verify", pack.toString(), "--trust", root);
      assertEquals(0, verified.code(), verified.out());
    }
  }

  /** Check id → number of failures, from findings.json. */
  private static Map<String, String> failures(Path pack) throws IOException {
    Map<String, String> failures = new TreeMap<>();
    Map<?, ?> findings = (Map<?, ?>) Json.parse(Files.readString(pack.resolve("findings.json")));
    Object checks = Objects.requireNonNull(findings).get("checks");
    for (Object item : (List<?>) Objects.requireNonNull(checks)) {
      Map<?, ?> check = (Map<?, ?>) item;
      failures.put(String.valueOf(check.get("id")), String.valueOf(check.get("failed")));
    }
    return failures;
  }

  private static Map<String, String> replayed(String printed) {
    Map<String, String> failures = new TreeMap<>();
    printed.lines().forEach(line -> failures.put(line.split("\\|")[0], line.split("\\|", 2)[1]));
    return failures;
  }
}
