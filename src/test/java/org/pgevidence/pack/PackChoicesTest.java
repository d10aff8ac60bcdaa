package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.UserFault;
import org.pgevidence.render.PdfRules;

/** Volumes, appendix, access class and retention, as the owner chose them. */
class PackChoicesTest {
  private static final int ROLES = 2_500;

  @TempDir Path work;

  @Test
  void packHoldsASignedVolumeOfEachFrameworkAndEveryRowOfALargePopulation() throws Exception {
    TestPacks packs = new TestPacks(work);
    String check = "roles/superuser-logins.yaml";
    String text = Files.readString(packs.controls().resolve(check));
    packs.control(check, text.replace("role.oid = 10 or", "role.oid > 10 or")); // all pass
    PackChoices choices =
        new PackChoices("restricted", Optional.of(LocalDate.parse("2033-12-31")), true, true);

    Path pack = packs.pack(manyRoles(), choices);

    assertEquals(0, packs.verify(pack).exitCode(), packs.verify(pack).toText());
    Manifest manifest = packs.store().packs("orders-test").getLast().manifest();
    assertEquals("restricted", manifest.accessClass());
    assertEquals(Optional.of("2033-12-31"), manifest.retainUntil());
    String gdpr = text(pack.resolve("volumes/gdpr.pdf"), 1);
    assertTrue(gdpr.contains("32(1)(b)"));
    assertFalse(gdpr.contains("CC6.3"));
    assertTrue(text(pack.resolve("volumes/soc2.pdf"), 1).contains("CC6.3"));
    assertEquals(List.of(), PdfRules.faults(pack.resolve("appendix/ROLE-001-1.pdf"), "3u"));
    assertEquals(
        ROLES + 1L,
        text(pack.resolve("appendix/ROLE-001-1.pdf"), 0)
            .lines()
            .filter(line -> line.matches(" *[0-9]+ \\[.*"))
            .count());
    assertTrue(
        Files.readString(pack.resolve("evidence.sha256")).contains("appendix/ROLE-001-1.pdf"));
  }

  @Test
  void unknownAccessClassIsRefused() {
    UserFault fault =
        assertThrows(
            UserFault.class, () -> new PackChoices("secret", Optional.empty(), false, false));

    assertTrue(String.valueOf(fault.getMessage()).contains("restricted"));
  }

  private Path manyRoles() throws IOException {
    String at = "2026-11-22T16:22:31Z";
    try (SnapshotWriter writer = SnapshotWriter.create(work.resolve("many"))) {
      writer
          .table("snapshot")
          .row(1, "orders-test", at, at, at, "0.1.0", "tester", "host", "postgres", "here:5432");
      var role = writer.table("role");
      for (int i = 0; i < ROLES; i++) {
        String name = "role_" + i;
        role.row(16_385 + i, name, name, 1, 1, 1, 0, 0, 0, 0, -1, null, 0, 0);
      }
      Map<String, @Nullable Object> header = new LinkedHashMap<>();
      header.put("system", "orders-test");
      return writer.finish(header);
    }
  }

  /** Text of a document that bears so many signatures. */
  private static String text(Path file, int signatures) throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertEquals(signatures, document.getSignatureDictionaries().size());
      return new PDFTextStripper().getText(document);
    }
  }
}
