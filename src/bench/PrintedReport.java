package bench;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.pgevidence.assess.Assessor;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.pack.Rehearsal;
import org.pgevidence.render.CheckSheet;
import org.pgevidence.render.Figures;
import org.pgevidence.render.FindingSheet;
import org.pgevidence.render.Issue;
import org.pgevidence.render.Report;
import org.pgevidence.render.Reports;
import org.pgevidence.render.Stamp;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.PdfCertification;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/**
 * Prints the report of a pack, or the floor for one that is printed: {@code PrintedReport report
 * PACK CONTEXT PDF [checks|rows|times NUMBER]} or {@code PrintedReport floor PDF}. With checks, only
 * so many of them and no chapter of facts; with rows, one check with so many findings; with times,
 * each finding so many times.
 */
public final class PrintedReport {
  private static final int LINES = 70;

  private PrintedReport() {}

  /** Prints seconds and pages. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("floor")) {
      floor(Path.of(arguments[1]));
      return;
    }
    Templates templates = Templates.shipped();
    Rehearsal.start(templates);
    Snapshot snapshot = Snapshot.open(Path.of(arguments[1]));
    Context context =
        ContextReader.read(Optional.of(Path.of(arguments[2])), ProfileReader.open(Optional.empty()).profile());
    var assessed = Assessor.assess(snapshot, CatalogReader.read(Optional.empty()), context);
    Report whole =
        Report.of(
            assessed.assessment(),
            assessed.facts(),
            snapshot.files(),
            Figures.of(assessed.facts()),
            Issue.unsealed("bench/report"));
    Report report =
        arguments.length == 4
            ? whole
            : switch (arguments[4]) {
              case "checks" -> only(whole, whole.checks().subList(0, Integer.parseInt(arguments[5])));
              case "rows" -> rows(whole, Integer.parseInt(arguments[5]));
              case "times" -> times(whole, Integer.parseInt(arguments[5]));
              default -> throw new IllegalArgumentException(arguments[4]);
            };
    Path pdf = Path.of(arguments[3]);
    Instant now = Instant.now();
    try (SigningKey key = SigningKey.demo("operator", now)) {
      var request = new PdfSigner.Request(SignatureLevel.B, "Evidence prepared", now);
      PdfCertification signature =
          new PdfSigner(Optional.empty(), Trust.none()).certification(key, request);
      long start = System.nanoTime();
      var pages =
          Reports.pdf(
              report, templates, Optional.of(new Stamp(signature.lines(), signature::into)), pdf);
      say(start, pages.total());
      start = System.nanoTime();
      Files.write(pdf, signature.complete(Files.readAllBytes(pdf)));
      System.out.printf(
          Locale.ROOT,
          "%.2f s to sign it, %.2f s since the process began%n",
          (System.nanoTime() - start) / 1e9,
          Duration.between(ProcessHandle.current().info().startInstant().orElseThrow(), Instant.now())
                  .toMillis()
              / 1e3);
    }
  }

  /** One check with so many findings. */
  private static Report rows(Report whole, int number) {
    CheckSheet one =
        whole.checks().stream().filter(check -> !check.findings().isEmpty()).findFirst().orElseThrow();
    List<FindingSheet> findings = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      findings.add(one.findings().get(i % one.findings().size()));
    }
    return only(whole, List.of(with(one, findings)));
  }

  /** The whole report with each finding so many times. */
  private static Report times(Report whole, int number) {
    List<CheckSheet> checks = new ArrayList<>();
    for (CheckSheet check : whole.checks()) {
      List<FindingSheet> findings = new ArrayList<>();
      for (FindingSheet finding : check.findings()) {
        findings.addAll(Collections.nCopies(number, finding));
      }
      checks.add(with(check, findings));
    }
    return new Report(
        whole.assessment(),
        whole.facts(),
        whole.issue(),
        whole.scope(),
        whole.volumes(),
        whole.controls(),
        checks,
        whole.register(),
        whole.waivers(),
        whole.topics(),
        whole.provenance());
  }

  private static CheckSheet with(CheckSheet check, List<FindingSheet> findings) {
    return new CheckSheet(
        check.result(),
        check.id(),
        check.title(),
        check.family(),
        check.verdict(),
        check.sign(),
        check.reason(),
        check.severity(),
        check.severitySign(),
        check.severityReason(),
        check.why(),
        check.query(),
        check.ask(),
        findings.size(),
        0,
        0,
        0,
        findings,
        findings.size(),
        check.populationDigest(),
        List.of(),
        0);
  }

  private static Report only(Report whole, List<CheckSheet> checks) {
    return new Report(
        whole.assessment(),
        whole.facts(),
        whole.issue(),
        whole.scope(),
        List.of(),
        List.of(),
        checks,
        new ExceptionRegister(whole.register().carried(), List.of()),
        List.of(),
        List.of(),
        List.of());
  }

  /** The same lines of text by PDFBox, without layout, tags and links. */
  private static void floor(Path pdf) throws Exception {
    List<String> lines;
    try (PDDocument printed = Loader.loadPDF(pdf.toFile())) {
      lines = new PDFTextStripper().getText(printed).lines().toList();
    }
    byte[] bytes = Reports.class.getResourceAsStream("/fonts/DejaVuSans.ttf").readAllBytes();
    long start = System.nanoTime();
    try (PDDocument document = new PDDocument()) {
      var font = PDType0Font.load(document, new ByteArrayInputStream(bytes), true);
      for (int from = 0; from < lines.size(); from += LINES) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (var out = new PDPageContentStream(document, page)) {
          out.beginText();
          out.setFont(font, 7);
          out.setLeading(10);
          out.newLineAtOffset(50, 780);
          for (String line : lines.subList(from, Math.min(lines.size(), from + LINES))) {
            out.showText(line.replaceAll("\\p{Cntrl}", " "));
            out.newLine();
          }
          out.endText();
        }
      }
      int pages = document.getNumberOfPages();
      document.save(Files.newOutputStream(Path.of(pdf + ".floor")));
      say(start, pages);
    }
  }

  private static void say(long start, int pages) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%.2f s, %d pages, %.0f pages/s%n", seconds, pages, pages / seconds);
  }
}
