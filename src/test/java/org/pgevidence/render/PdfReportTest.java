package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.UserFault;

/** The printed report: archivable, accessible, the same bytes each time, harmless to any name. */
class PdfReportTest {
  @TempDir Path folder;

  @Test
  void isArchivableAndAccessible() throws Exception {
    Path file = folder.resolve("report.pdf");

    Sample.print(Sample.report(), file);

    assertEquals(List.of(), PdfRules.faults(file, "3a"));
    assertEquals(List.of(), PdfRules.faults(file, "ua1"));
  }

  @Test
  void hostileNamesStayArchivableAndReadable() throws Exception {
    Path file = folder.resolve("report.pdf");

    Sample.print(Sample.report(3, Sample.HOSTILE), file);

    assertEquals(List.of(), PdfRules.faults(file, "3a"));
    assertEquals(List.of(), PdfRules.faults(file, "ua1"));
    String text = text(file).replaceAll("\\s+", "");
    for (String name : Sample.HOSTILE) {
      String visible = Visible.line(name).replaceAll("\\s+", "");
      assertTrue(text.contains(visible), "the report does not show " + visible);
    }
    assertFalse(text.contains("\u202e"), "a direction mark reached the report");
  }

  @Test
  void sameReportGivesSameBytesWhereverItIsMade() throws Exception {
    Path first = folder.resolve("first.pdf");
    Path second = folder.resolve("second.pdf");
    Reports.pdf(Sample.report(), Templates.shipped(), Optional.empty(), first);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));

      Reports.pdf(Sample.report(), Templates.shipped(), Optional.empty(), second);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }

    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void pagesNameTheirAnchors() throws Exception {
    Path file = folder.resolve("report.pdf");

    Pages pages = Reports.pdf(Sample.report(), Templates.shipped(), Optional.empty(), file);

    int page = Integer.parseInt(pages.of("k-TLS-001"));
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      assertTrue(stripper.getText(document).contains("TLS-001"));
      assertEquals(pages.total(), document.getNumberOfPages());
      assertEquals(3, document.getSignatureFields().size());
    }
  }

  @Test
  void operatorsFieldShowsWhoSigned() throws Exception {
    Path file = folder.resolve("report.pdf");
    String longest = "Maximiliane Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff";
    List<String> lines = List.of("Evidence prepared", longest, "2026-11-22T16:22:31Z");
    List<String> fields = new ArrayList<>();
    Stamp stamp = new Stamp(lines, (_, field) -> fields.add(field.getPartialName()));

    Reports.pdf(Sample.report(), Templates.shipped(), Optional.of(stamp), file);

    assertEquals(List.of("operator"), fields);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertFalse(new PDFTextStripper().getText(document).contains(longest));
      document.getDocumentCatalog().getAcroForm().flatten();
      PDFTextStripperByArea stripper = new PDFTextStripperByArea();
      PDRectangle place = SignatureFields.place(0);
      float top = document.getPage(0).getMediaBox().getHeight() - place.getUpperRightY();
      stripper.addRegion(
          "field",
          new Rectangle2D.Float(place.getLowerLeftX(), top, place.getWidth(), place.getHeight()));
      stripper.extractRegions(document.getPage(0));
      assertEquals(lines, stripper.getTextForRegion("field").strip().lines().toList());
    }
  }

  @Test
  void neverClaimsCompliance() throws Exception {
    Path file = folder.resolve("report.pdf");

    Reports.pdf(Sample.report(), Templates.shipped(), Optional.empty(), file);

    assertFalse(text(file).toLowerCase(Locale.ROOT).contains("complian"));
  }

  @Test
  void aTemplateReadsNoFile() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "what-the-file-holds");
    Path file = folder.resolve("report.pdf");
    String html =
        "<!DOCTYPE html [<!ENTITY file SYSTEM \""
            + secret.toUri()
            + "\">]><html lang=\"en\"><head><title>T</title>"
            + "<style>body { font-family: 'Liberation Sans'; }</style></head>"
            + "<body><p>shown &file;</p></body></html>";

    try (var out = Files.newOutputStream(file)) {
      PdfReport.write(
          html,
          new PdfFinish.Identity(
              Instant.parse("2026-11-22T16:22:31Z"), "seed", List.of(), Optional.empty()),
          out);
    }

    String text = text(file);
    assertTrue(text.contains("shown"), text);
    assertFalse(text.contains("what-the-file-holds"), text);
  }

  @Test
  void aTemplateThatIsNoXmlIsNamed() throws Exception {
    Path own = Files.createDirectories(folder.resolve("own/report"));
    Files.writeString(own.resolve("cover.ftl"), "<div id=\"cover\"><b></div>");

    UserFault fault =
        assertThrows(
            UserFault.class,
            () ->
                Reports.pdf(
                    Sample.report(),
                    Templates.of(Optional.of(folder.resolve("own"))),
                    Optional.empty(),
                    folder.resolve("report.pdf")));

    assertEquals(
        "The templates give a page that is not well-formed XML: The element type \"b\" must be"
            + " terminated by the matching end-tag \"</b>\". Mend them.",
        fault.getMessage());
  }

  static String text(Path file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      return new PDFTextStripper().getText(document);
    }
  }
}
