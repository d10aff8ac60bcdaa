package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbook: no formula from a name, the same bytes each time, opened by another program. */
class EvidenceWorkbookTest {
  @TempDir Path folder;

  @Test
  void namesAreTextAndNeverFormulas() throws Exception {
    Path file = folder.resolve("evidence.xlsx");

    Reports.workbook(Sample.report(3, Sample.HOSTILE), Pages.none(), file);

    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        String xml = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        assertFalse(xml.contains("<f>"), entry.getName());
        assertFalse(xml.contains("\u202e"), entry.getName());
      }
    }
  }

  @Test
  void sameReportGivesSameBytes() throws Exception {
    Path first = folder.resolve("first.xlsx");
    Path second = folder.resolve("second.xlsx");

    Reports.workbook(Sample.report(), Pages.none(), first);
    Reports.workbook(Sample.report(), Pages.none(), second);

    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void opensInLibreOffice() throws Exception {
    Path file = folder.resolve("evidence.xlsx");
    Reports.workbook(Sample.report(3, Sample.HOSTILE), Pages.none(), file);

    Process office =
        new ProcessBuilder(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
                "--outdir",
                folder.toString(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("office.log").toFile())
            .start();

    assertEquals(0, office.waitFor(), () -> read(folder.resolve("office.log")));
    String findings = read(folder.resolve("evidence-Findings.csv"));
    assertTrue(findings.contains("=cmd|' /C calc'!A0"), findings);
    assertTrue(findings.contains("😀"), findings);
    assertEquals(
        Sample.HOSTILE.size() + 1,
        findings.lines().filter(l -> l.contains("ROLE-001") || l.startsWith("Id,")).count());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
