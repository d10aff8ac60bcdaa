package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole population on paper: archivable, complete, numbered through, the same bytes each time.
 */
class PopulationPdfTest {
  private static final Instant AT = Instant.parse("2026-11-22T16:22:31Z");

  @TempDir Path folder;

  private static PopulationPdf pdf() {
    return new PopulationPdf("Population of ROLE-001, <all> & more", "orders-prod", AT);
  }

  private static PopulationPdf.Rows rows(int count) {
    return () -> row(count);
  }

  private static Iterator<List<Object>> row(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n ->
                Arrays.<Object>asList(
                    Sample.HOSTILE.get(n % Sample.HOSTILE.size()), "role_" + n, (long) n))
        .iterator();
  }

  @Test
  void isArchivableWithHostileNames() throws Exception {
    Path file = folder.resolve("1.pdf");

    pdf().write(rows(300), n -> file);

    assertEquals(List.of(), PdfRules.faults(file, "3u"));
    String text = PdfReportTest.text(file);
    assertFalse(text.contains("\u202e"));
    assertTrue(text.contains("‹U+202E›"), text);
  }

  @Test
  void printsEveryRowAndNumbersPagesThroughAllFiles() throws Exception {
    int count = 90_000;
    PopulationPdf.Extent extent =
        pdf().write(() -> plain(count), n -> folder.resolve("p" + n + ".pdf"));

    assertEquals(2, extent.files());
    String first = PdfReportTest.text(folder.resolve("p1.pdf"));
    String second = PdfReportTest.text(folder.resolve("p2.pdf"));
    assertTrue(first.contains("Page 1 of " + extent.pages()));
    assertTrue(second.contains("Page 1001 of " + extent.pages()));
    assertTrue(second.contains("Page " + extent.pages() + " of " + extent.pages()));
    long printed = (first + second).lines().filter(line -> line.contains("[\"role_")).count();
    assertEquals(count, printed);
    assertTrue(second.contains("\"role_" + count + "\""));
  }

  private static Iterator<List<Object>> plain(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> Arrays.<Object>asList("role_" + n, 1L))
        .iterator();
  }

  @Test
  void sameRowsGiveSameBytes() throws Exception {
    pdf().write(rows(200), n -> folder.resolve("a.pdf"));
    pdf().write(rows(200), n -> folder.resolve("b.pdf"));

    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.pdf")), Files.readAllBytes(folder.resolve("b.pdf")));
  }
}
