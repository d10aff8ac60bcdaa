package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.render.Templates;

/** A pack names what its report was rendered with. */
class TemplateCheckTest {
  private static final String AT = "2026-07-01T08:00:00Z";

  @TempDir Path work;

  @Test
  void packNamesItsTemplatesAsStockToolsReadThem() throws Exception {
    TestPacks packs = new TestPacks(work);
    Path pack = packs.write(AT, "anna");

    Path sums = pack.resolve("definitions/templates.sha256");
    Process check =
        new ProcessBuilder("sha256sum", "--strict", "--quiet", "-c", sums.toString())
            .directory(Path.of("target/classes").toFile())
            .redirectErrorStream(true)
            .start();

    assertEquals(
        "",
        new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(0, check.waitFor());
    String line = Digest.hex(sums) + "  definitions/templates.sha256";
    assertTrue(Files.readAllLines(pack.resolve("evidence.sha256")).contains(line));
    assertTrue(Files.readAllLines(pack.resolve("SHA256SUMS")).contains(line));
    assertTrue(Files.readString(pack.resolve("README.txt")).contains("templates.sha256, digests"));
    VerifyReport report = packs.verify(pack);
    assertEquals(0, report.exitCode(), report::toText);
    assertEquals(List.of(), words(report));
    Files.writeString(sums, Files.readString(sums).replaceFirst("^.", "g"));
    assertEquals(4, packs.verify(pack).exitCode());
  }

  @Test
  void otherTemplatesAreANoteAndNoFailure() throws IOException {
    TestPacks packs = new TestPacks(work);
    Path own = Files.createDirectories(work.resolve("own/report"));
    Files.writeString(
        own.resolve("cover.ftl"), Files.readString(Path.of("templates/report/cover.ftl")) + "\n");
    Files.writeString(own.resolve("logo.css"), "p {}");
    Path snapshot = TestSnapshot.write(packs.snapshot(AT), AT, "anna");
    Judged judged =
        Judged.of(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.of(packs.controls())),
            ContextReader.read(Optional.of(packs.context()), Profile.none()));

    Path pack =
        new PackWriter(
                packs.store(),
                packs.plan(),
                new ReportFiles(Templates.of(Optional.of(work.resolve("own")))))
            .write(judged, Optional.empty())
            .path();

    VerifyReport report = packs.verify(pack);
    assertEquals(0, report.exitCode(), report::toText);
    assertEquals(
        List.of(
            "the report was rendered with others than this version ships:"
                + " templates/report/cover.ftl, templates/report/logo.css"),
        words(report));
  }

  private static List<String> words(VerifyReport report) {
    return report.steps().stream()
        .filter(step -> step.part().equals("templates"))
        .map(VerifyReport.Step::words)
        .toList();
  }
}
