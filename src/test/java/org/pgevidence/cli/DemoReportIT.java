package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.NodeTools;

/**
 * What the demo's report says, word for word, from its contents to the control sheets, and what a
 * reader does with report.html. After a wanted change of the words write the file anew with {@code
 * -Dpgevidence.rewrite=true} and read its difference.
 */
class DemoReportIT {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/demo-report.txt");

  /**
   * Digests, times and numbers of this run, a date too that a line's end parts; each word of the
   * report stays.
   */
  private static final Pattern OF_THIS_RUN =
      Pattern.compile(
          "\\d{4}-\n?\\d\\d-\n?\\d\\d(T[\\d:.-]+(\n[\\d:.]*Z|Z)?)?|\\d{1,2} \\p{Alpha}+ \\d{4}(, [\\d:]+ UTC)?"
              + "|\\b[0-9a-f]{16,64}\\b|\\b\\d{5,}\\b|[\\d.]+ (seconds|minutes|hours)");

  @TempDir static Path store;

  @BeforeAll
  static void makeDemo() {
    Run run = Run.of("demo", "--out", store.toString());
    assertEquals(0, run.code(), run.out() + run.err());
  }

  @Test
  void reportSaysWhatItSaidBefore() throws IOException {
    String text = text(file("report.pdf"));

    if (Boolean.getBoolean("pgevidence.rewrite")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertTrue(text.lines().count() > 1000, "only " + text.lines().count() + " lines");
    assertEquals(Files.readString(GOLDEN), text);
  }

  /**
   * Every step of a reader, from the first search to the print; pictures of it in target/browser.
   */
  @Test
  void pageIsWalkedInABrowser() throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "browser").toAbsolutePath());

    String said =
        NodeTools.run(
            0, "browser.mjs", "walk", file("report.html").toString(), pictures.toString());

    assertEquals(
        said.lines().count(), said.lines().filter(line -> line.startsWith("ok: ")).count(), said);
    assertTrue(said.contains("its policy stops what it did not bring"), said);
  }

  private static Path file(String name) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow().toAbsolutePath();
    }
  }

  private static String text(Path pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(2);
      String whole = stripper.getText(document);
      String words = whole.substring(0, whole.indexOf("\n9 Roles and privileged access\n"));
      String lines = words.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
      return OF_THIS_RUN.matcher(lines).replaceAll("…");
    }
  }
}
