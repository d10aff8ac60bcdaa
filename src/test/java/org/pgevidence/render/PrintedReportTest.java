package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long report is printed in parts at the same time; its reader sees one document. */
class PrintedReportTest {
  private static final List<String> CHAPTERS = List.of("a", "b", "c", "d", "e");
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void partsBecomeOneDocument() throws Exception {
    Path file = folder.resolve("report.pdf");

    Pages pages = write(page(""), file);

    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      assertEquals(document.getNumberOfPages(), pages.total());
      List<String> texts = texts(document);
      for (int i = 0; i < texts.size(); i++) {
        assertTrue(texts.get(i).contains("Page " + (i + 1) + " of " + texts.size()));
      }
      for (String chapter : CHAPTERS) {
        int number = Integer.parseInt(pages.of(chapter));
        assertTrue(texts.get(number - 1).contains("Chapter " + chapter), chapter);
        assertTrue(texts.getFirst().contains("see " + chapter + " on " + number), chapter);
      }
      assertEquals(numbers(pages), bookmarks(document));
      // The first page links to all chapters, each chapter to the first one.
      assertEquals(numbers(pages), links(document, 0));
      for (int number : numbers(pages)) {
        assertEquals(numbers(pages).subList(0, 1), links(document, number - 1));
      }
    }
    assertEquals(List.of(), PdfRules.faults(file, "3a"));
    assertEquals(List.of(), PdfRules.faults(file, "ua1"));
  }

  @Test
  void partsGiveTheSameBytesEachTime() throws Exception {
    Path first = folder.resolve("first.pdf");
    Path second = folder.resolve("second.pdf");

    write(page(""), first);
    write(page(""), second);

    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void whatIsNotKnownYetIsWaitedFor() throws Exception {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread teller = Thread.ofPlatform().start(() -> text.complete("known-at-last"));

    try (PrintedReport printed =
        PrintedReport.of(
            page("<p>not-known-yet</p>"),
            Optional.of(new PrintedReport.Awaited("not-known-yet", text)))) {
      teller.join();
      Path file = folder.resolve("report.pdf");
      try (var out = Files.newOutputStream(file)) {
        PdfReport.save(printed, identity(), out);
      }
      try (PDDocument document = Loader.loadPDF(file.toFile())) {
        assertTrue(texts(document).getFirst().contains("known-at-last"));
      }
    }
  }

  @Test
  void aFaultInOnePartEndsAll() {
    String broken = page("").replace("Chapter d", "Chapter <d>");

    assertTimeoutPreemptively(
        LONG,
        () ->
            assertThrows(
                RuntimeException.class,
                () -> PdfReport.write(broken, identity(), new ByteArrayOutputStream())));
  }

  @Test
  void whatNeverBecomesKnownEndsAll() {
    CompletableFuture<String> text = new CompletableFuture<>();
    text.cancel(false);

    assertTimeoutPreemptively(
        LONG,
        () ->
            assertThrows(
                RuntimeException.class,
                () ->
                    PrintedReport.of(
                        page("<p>not-known-yet</p>"),
                        Optional.of(new PrintedReport.Awaited("not-known-yet", text)))));
  }

  private static Pages write(String html, Path file) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      return PdfReport.write(html, identity(), out);
    }
  }

  private static PdfFinish.Identity identity() {
    return new PdfFinish.Identity(
        Instant.parse("2026-11-22T16:22:31Z"), "seed", List.of(), Optional.empty());
  }

  /** A page with links to all chapters, and chapters of some 25 pages each. */
  private static String page(String more) {
    StringBuilder html = new StringBuilder("<html lang=\"en\"><head><title>Parts</title>");
    html.append(
            "<meta name=\"subject\" content=\"Parts\"/><meta name=\"description\" content=\"P\"/>")
        .append("<style>")
        .append(Templates.shipped().text("report/report.css"))
        .append("</style><bookmarks>");
    for (String chapter : CHAPTERS) {
      html.append("<bookmark name=\"%1$s\" href=\"#%1$s\"/>".formatted(chapter));
    }
    html.append("</bookmarks></head><body><h1>Parts</h1>").append(more);
    for (String chapter : CHAPTERS) {
      html.append(
          "<p>see %1$s on <a class=\"pg\" href=\"#%1$s\" title=\"Chapter %1$s\"></a></p>"
              .formatted(chapter));
    }
    for (String chapter : CHAPTERS) {
      html.append("<h2 id=\"%1$s\">Chapter %1$s</h2>".formatted(chapter))
          .append("<p><a href=\"#a\" title=\"Chapter a\">back</a></p>")
          .append("<p><a href=\"#nowhere\" title=\"Nowhere\">nowhere</a></p>")
          .append("<p>Some words of a chapter that goes on and on.</p>\n".repeat(1_600));
    }
    return html.append("</body></html>").toString();
  }

  private static List<Integer> numbers(Pages pages) {
    return CHAPTERS.stream().map(chapter -> Integer.valueOf(pages.of(chapter))).toList();
  }

  private static List<String> texts(PDDocument document) throws Exception {
    List<String> texts = new ArrayList<>();
    for (int page = 1; page <= document.getNumberOfPages(); page++) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      texts.add(stripper.getText(document).replaceAll("\\s+", " "));
    }
    return texts;
  }

  private static List<Integer> bookmarks(PDDocument document) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (PDOutlineItem item : document.getDocumentCatalog().getDocumentOutline().children()) {
      numbers.add(document.getPages().indexOf(item.findDestinationPage(document)) + 1);
    }
    return numbers;
  }

  private static List<Integer> links(PDDocument document, int page) throws Exception {
    List<Integer> links = new ArrayList<>();
    for (var annotation : document.getPage(page).getAnnotations()) {
      if (annotation instanceof PDAnnotationLink link
          && link.getAction() instanceof PDActionGoTo action
          && action.getDestination() instanceof PDPageDestination destination) {
        links.add(document.getPages().indexOf(destination.getPage()) + 1);
      }
    }
    return links.stream().distinct().toList();
  }
}
