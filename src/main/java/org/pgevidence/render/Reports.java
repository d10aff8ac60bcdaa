package org.pgevidence.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/** All forms of a report. Each is a pure function of the report, the templates and the pages. */
public final class Reports {
  private Reports() {}

  /**
   * Writes report.pdf of evidence that is written, and gives the page numbers that the other forms
   * point to.
   */
  public static Pages pdf(Report report, Templates templates, Optional<Stamp> stamp, Path file) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      return PdfReport.write(
          PdfReport.page(report, templates), PdfFinish.Identity.of(report, List.of(), stamp), out);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Writes report.html; pages are those of the PDF, or none. */
  public static void html(Report report, Templates templates, Pages pages, Path file) {
    try {
      Files.writeString(file, HtmlReport.text(report, templates, pages));
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Writes evidence.xlsx; pages are those of the PDF, or none. */
  public static void workbook(Report report, Pages pages, Path file) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      EvidenceWorkbook.write(report, pages, out);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Prints one page with what reports are made of, for nobody. */
  public static void sample(Instant at) throws IOException {
    Templates templates = Templates.shipped();
    Map<String, Object> model = Map.of("style", templates.text("report/report.css"));
    PdfReport.write(
        templates.fill("report/sample.ftl", model),
        new PdfFinish.Identity(at, "sample", List.of(), Optional.empty()),
        OutputStream.nullOutputStream());
  }

  static UserFault cannotWrite(Path file, IOException e) {
    return UserFault.io(
        "The report "
            + file
            + " could not be written: "
            + e.getMessage()
            + ". Mend that and retry.",
        e);
  }
}
