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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the demo's report says, word for word, from its contents to the control sheets. After a
 * wanted change write the file anew with {@code -Dpgevidence.rewrite=true} and read its difference.
 */
class DemoReportIT {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/demo-report.txt");

  /**
   * Digests, times and numbers of this run, a date too that a line's end parts; each word of the
   * report stays.
   */
  private static final Pattern OF_THIS_RUN =
      Pattern.compile(
          "\\d{4}-\n?\\d\\d-\n?\\d\\d(T[\\d:.-]+Z?)?|\\d{1,2} \\p{Alpha}+ \\d{4}(, [\\d:]+ UTC)?"
              + "|\\b[0-9a-f]{16,64}\\b|\\b\\d{5,}\\b|[\\d.]+ (seconds|minutes|hours)");

  @TempDir Path store;

  @Test
  void reportSaysWhatItSaidBefore() throws IOException {
    Run run = Run.of("demo", "--out", store.toString());
    assertEquals(0, run.code(), run.out() + run.err());
    String text = text(report());

    if (Boolean.getBoolean("pgevidence.rewrite")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertTrue(text.lines().count() > 1000, "only " + text.lines().count() + " lines");
    assertEquals(Files.readString(GOLDEN), text);
  }

  private Path report() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(file -> file.endsWith("report.pdf")).findFirst().orElseThrow();
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
