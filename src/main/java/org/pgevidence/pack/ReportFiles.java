package org.pgevidence.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.privilege.Estate;
import org.pgevidence.render.AccessReview;
import org.pgevidence.render.Figures;
import org.pgevidence.render.Issue;
import org.pgevidence.render.Pages;
import org.pgevidence.render.Report;
import org.pgevidence.render.ReportDraft;
import org.pgevidence.render.Reports;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.SignatureFault;

/** The forms of the report that people open. Each further form is one line in {@link #write}. */
public record ReportFiles(Templates templates) {
  /** What the names of all its files begin with. */
  static final String ACCESS_REVIEW = "access-review";

  private static final int CHANGES = 100;

  /** What sealing knows before the evidence is written. */
  record Seal(
      PackStore.Place place,
      String subject,
      boolean isDemo,
      List<String> notes,
      ExceptionRegister register,
      Optional<Redacted> redacted,
      PackChoices choices) {
    Seal noting(List<String> more) {
      return new Seal(place, subject, isDemo, more, register, redacted, choices);
    }
  }

  /** A report that is being printed. */
  record Begun(Judged judged, Seal seal, ReportDraft draft) implements AutoCloseable {
    @Override
    public void close() {
      draft.close();
    }
  }

  /** Begins to print the report; it waits for the digest of its evidence. */
  Begun begin(Judged judged, Seal seal) {
    return new Begun(judged, seal, new ReportDraft(() -> report(judged, seal), templates));
  }

  /**
   * Writes report.pdf; the other forms are written by {@code others} and follow it.
   *
   * @param evidence SHA-256 of evidence.sha256
   */
  void write(
      PackFolder folder, Begun begun, String evidence, Sealer.SignedFiles pdfs, Meanwhile others)
      throws IOException, SignatureFault {
    Pages pages = begun.draft().print(evidence);
    Report report = begun.draft().report(evidence);
    Path sheets = folder.file("evidence.xlsx");
    Path page = folder.file("report.html");
    others.start(
        () -> {
          Reports.workbook(report, pages, sheets);
          Reports.html(report, templates, pages, page);
          return page;
        });
    others.start(() -> accessReview(folder, begun.judged()));
    Path pdf = folder.file(Layout.REPORT);
    List<Issue.Attachment> attached = findings(folder);
    pdfs.write(pdf, stamp -> begun.draft().save(attached, stamp, pdf));
  }

  private static @Nullable Void accessReview(PackFolder folder, Judged judged) throws IOException {
    if (Estate.NEEDED.stream().allMatch(judged.facts()::isProvided)) {
      AccessReview review = new AccessReview(judged.facts());
      try (OutputStream out = Files.newOutputStream(folder.file(ACCESS_REVIEW + ".xlsx"))) {
        review.write(out);
      }
      for (var csv : review.csv().entrySet()) {
        Path file = folder.file(csv.getKey());
        try (Writer out = Files.newBufferedWriter(file)) {
          csv.getValue().writeTo(out);
        }
        folder.shrink(csv.getKey());
      }
    }
    return null;
  }

  /** Writes one report for each framework in scope: the same assessment, seen from there. */
  void volumes(PackFolder folder, Begun begun, String evidence, Sealer.SignedFiles pdfs)
      throws IOException, SignatureFault {
    Report whole = begun.draft().report(evidence);
    for (String framework : whole.frameworks()) {
      Path pdf = folder.file(Layout.VOLUMES + "/" + framework + ".pdf");
      pdfs.write(pdf, stamp -> Reports.pdf(whole.volume(framework), templates, stamp, pdf));
    }
  }

  /** The findings go into the PDF too, where they are not too large to stand plain in the pack. */
  private static List<Issue.Attachment> findings(PackFolder folder) throws IOException {
    Path file = folder.work().resolve(Layout.FINDINGS);
    return Files.exists(file)
        ? List.of(
            new Issue.Attachment(
                Layout.FINDINGS,
                "application/json",
                "Verdicts and findings",
                Files.readAllBytes(file)))
        : List.of();
  }

  private static Report report(Judged judged, Seal seal) throws IOException {
    Path name = java.util.Objects.requireNonNull(seal.place().path().getFileName());
    Manifest.Link previous = seal.place().previous();
    Issue issue =
        new Issue(
            judged.assessment().system() + "/" + name,
            seal.choices().classification(),
            Optional.of(seal.subject()),
            seal.isDemo(),
            FactsSignature.signer(judged.snapshot()),
            Optional.empty(),
            previous.isPresent()
                ? "Links to pack "
                    + previous.pack()
                    + ", manifest sha256:"
                    + previous.digest()
                    + "."
                : "No previous pack: " + previous.reason() + ".",
            seal.place()
                .supersedes()
                .map(old -> "Supersedes pack " + old.pack() + ": " + old.reason() + "."),
            seal.notes(),
            seal.redacted().map(Redacted::sentence),
            changes(judged, seal));
    return Report.of(
        judged.assessment(),
        judged.facts(),
        judged.snapshot().files(),
        Figures.of(judged.facts()),
        issue,
        seal.register());
  }

  /** What the register says of the time since the previous pack. */
  private static List<String> changes(Judged judged, Seal seal) {
    if (!seal.place().previous().isPresent()) {
      return List.of();
    }
    List<String> all = seal.register().changesAt(judged.assessment().collectedAt());
    if (all.isEmpty()) {
      return List.of("No finding appeared and none was resolved.");
    }
    List<String> some = new java.util.ArrayList<>(all.subList(0, Math.min(all.size(), CHANGES)));
    if (all.size() > CHANGES) {
      some.add(all.size() - CHANGES + " more are in machine/exceptions.json.");
    }
    return some;
  }
}
