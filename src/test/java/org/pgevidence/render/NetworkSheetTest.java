package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.MemoryFacts;

/** Who may come in from where, in the workbook and in the report. */
class NetworkSheetTest {
  @TempDir Path folder;

  @Test
  void accessStandsInWorkbookAndReport() throws IOException {
    Report report = report(true);
    Path workbook = folder.resolve("evidence.xlsx");
    Path html = folder.resolve("report.html");

    Reports.workbook(report, Pages.none(), workbook);
    Reports.html(report, Templates.shipped(), Pages.none(), html);

    assertTrue(text(workbook).contains("10.0.0.0/8"));
    String page = Files.readString(html);
    assertTrue(page.contains("Effective access from the network"));
    assertTrue(page.contains("none or TLS"));
  }

  @Test
  void noSheetWithoutTheTable() throws IOException {
    Path workbook = folder.resolve("evidence.xlsx");

    Reports.workbook(report(false), Pages.none(), workbook);

    assertFalse(text(workbook).contains("Network access"));
  }

  private static Report report(boolean withAccess) {
    MemoryFacts facts = new MemoryFacts();
    for (String table : List.of("snapshot", "provenance", "role", "database", "setting")) {
      Sample.facts().forEach(table, row -> facts.add(table, row.values()));
    }
    if (withAccess) {
      facts.add(
          "network_access",
          1,
          "remote",
          "10.0.0.0/8",
          "[\"10.0.0.0/8\"]",
          "anna",
          1,
          0,
          "orders",
          0,
          "none or TLS",
          1,
          "md5",
          "pg_hba.conf:97",
          1);
    }
    return Report.of(
        Sample.assessment(1, List.of("anna")), facts, List.of(), List.of(), Sample.issue());
  }

  private static String text(Path workbook) throws IOException {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(workbook.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }
}
