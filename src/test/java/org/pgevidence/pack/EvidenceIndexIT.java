package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.NodeTools;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Folders;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.render.Templates;

/** The index of a store, with a correction and a chain whose first pack is gone. */
class EvidenceIndexIT {
  @TempDir Path work;

  @Test
  void saysWhatIsSupersededAndWhatIsMissingInEveryBrowser() throws Exception {
    TestPacks packs = new TestPacks(work);
    Path first = packs.write("2026-11-20T08:00:00Z", "anna");
    Path second = packs.write("2026-11-21T08:00:00Z", "anna");
    again(packs, "2026-11-21T08:00:00Z");
    Folders.delete(first);

    EvidenceIndex.update(packs.store());

    Path page = packs.store().root().resolve("index.html");
    String html = Files.readString(page);
    assertTrue(html.contains("✗ links to " + first.getFileName() + ", which is not here"), html);
    assertTrue(html.contains("✓ links to " + second.getFileName()), html);
    assertTrue(html.contains("superseded by " + second.getFileName() + "-r2"), html);
    assertTrue(
        html.contains("supersedes " + second.getFileName() + ": a &lt;wrong&gt; owner"), html);
    assertTrue(
        NodeTools.run(0, "browser.mjs", "index", page.toAbsolutePath().toString(), work.toString())
            .contains("ok: index narrow"));
  }

  /** Packs a snapshot once more. */
  private void again(TestPacks packs, String collectedAt) {
    Judged judged =
        Judged.of(
            Snapshot.open(packs.snapshot(collectedAt)),
            CatalogReader.read(Optional.of(packs.controls())),
            ContextReader.read(Optional.of(packs.context()), Profile.none()));
    new PackWriter(packs.store(), packs.plan(), new ReportFiles(Templates.shipped()))
        .write(judged, Optional.of("a <wrong> owner"));
  }
}
