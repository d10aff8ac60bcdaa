package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.StoredText;
import org.pgevidence.render.Templates;

/**
 * A pack whose texts are stored gzipped: a small one, with the size that counts as large lowered.
 */
class LargePackTest {
  private static final long FEW_BYTES = 1_024;

  @TempDir Path work;

  private TestPacks packs;
  private Path pack;

  @BeforeEach
  void write() throws IOException {
    packs = new TestPacks(work);
    pack = large("2026-11-22T16:22:31Z", "anna");
  }

  private Path large(String collectedAt, String superuser) throws IOException {
    Path snapshot = TestSnapshot.write(work.resolve(superuser), collectedAt, superuser);
    Judged judged =
        Judged.of(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.of(packs.controls())),
            ContextReader.read(Optional.of(packs.context()), Profile.none()));
    ReportFiles reports = new ReportFiles(Templates.shipped());
    return new PackWriter(packs.store(), packs.plan(), reports, PackChoices.standard(), FEW_BYTES)
        .write(judged, Optional.empty())
        .path();
  }

  @Test
  void gzippedFilesStandInPlaceOfThePlainOnesAndVerify() throws Exception {
    for (String name :
        List.of(
            "findings.json",
            "replay.sql",
            "machine/exceptions.json",
            "machine/findings.csv",
            "machine/results.sarif.json",
            "fix/fix.sql",
            "fix/README.md")) {
      assertTrue(Files.exists(pack.resolve(name + ".gz")), name);
      assertFalse(Files.exists(pack.resolve(name)), name);
    }
    PackFile findings =
        packs.store().packs("orders-test").getFirst().manifest().files().stream()
            .filter(file -> file.path().equals("findings.json.gz"))
            .findFirst()
            .orElseThrow();
    assertTrue(findings.size() < findings.plainSize());

    VerifyReport report = packs.verify(pack);

    assertEquals(0, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("1 checks run again, the same verdicts and findings"));
    assertEquals(2, FailureCount.of(pack));
  }

  @Test
  void commandsOfItsReadmeCheckAndReplayIt() throws Exception {
    String readme = Files.readString(pack.resolve("README.txt"));
    List<String> commands =
        readme
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("sha256sum --quiet") || line.startsWith("gunzip -c"))
            .toList();
    assertEquals(3, commands.size(), readme);

    assertEquals("", run(commands.get(0)));
    assertEquals("", run(commands.get(1)));
    assertEquals("ROLE-001|2\n", run(commands.get(2)));
    assertEquals("2\n", run("gunzip -c findings.json.gz | grep -c '\"sentence\"'"));
  }

  @Test
  void aChangedByteOfAGzippedFileFails() throws Exception {
    for (String name : List.of("findings.json.gz", "replay.sql.gz", "fix/fix.sql.gz")) {
      Path copy = SealedPacks.copy(pack);
      byte[] bytes = Files.readAllBytes(copy.resolve(name));
      bytes[bytes.length / 2] ^= 1;
      Files.write(copy.resolve(name), bytes);

      assertEquals(4, packs.verify(copy).exitCode(), name);
    }
  }

  @Test
  void theNextPackCarriesTheGzippedRegisterOn() throws Exception {
    large("2026-11-23T16:22:31Z", "bert");

    List<String> states =
        Registers.read(packs.store().packs("orders-test").getLast()).stream()
            .map(entry -> entry.subject().length() > 9 ? "" : entry.subject() + " " + entry.state())
            .filter(text -> !text.isEmpty())
            .sorted()
            .toList();
    assertEquals(List.of("anna RESOLVED", "bert OPEN"), states);
  }

  @Test
  void findingsReadAsAStreamAreThoseOfTheAssessment() throws Exception {
    Judged judged =
        Judged.of(
            Snapshot.open(pack),
            CatalogReader.read(Optional.of(packs.controls())),
            ContextReader.read(Optional.of(packs.context()), Profile.none()));

    assertEquals(
        FindingsFile.of(judged.assessment()),
        FindingsFile.read(StoredText.find(pack, Layout.FINDINGS).orElseThrow()));
  }

  private String run(String command) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", command)
            .directory(pack.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), command + ": " + text);
      return text;
    }
  }
}
