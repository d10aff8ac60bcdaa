package org.pgevidence.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.pgevidence.fact.Meanwhile;

/**
 * A report whose PDF is laid out while the evidence that it vouches for is still being written:
 * only the chapters that print the digest of the evidence wait for it.
 */
public final class ReportDraft implements AutoCloseable {
  private final CompletableFuture<String> digest = new CompletableFuture<>();
  private final Meanwhile meanwhile = new Meanwhile();
  private final Meanwhile.Later<Report> report;
  private final Meanwhile.Later<PrintedReport> printed;

  /** Starts to make and print a report whose issue does not know the digest of the evidence yet. */
  public ReportDraft(Callable<Report> making, Templates templates) {
    // As long as a digest; by chance, so that no name in the facts can be taken for it.
    String mark = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    report = meanwhile.start(making);
    printed =
        meanwhile.start(
            () ->
                PrintedReport.of(
                    PdfReport.page(report.get().vouchingFor(mark), templates),
                    Optional.of(new PrintedReport.Awaited(mark, digest))));
  }

  /** The report, with the digest of its evidence. */
  public Report report(String evidence) {
    return report.get().vouchingFor(evidence);
  }

  /**
   * Prints what is left to print and gives the page of each anchor.
   *
   * @param evidence SHA-256 of evidence.sha256
   */
  public Pages print(String evidence) {
    digest.complete(evidence);
    return printed.get().pages();
  }

  /**
   * Writes what is printed as report.pdf. Can be called once.
   *
   * @param attachments files put into the PDF
   */
  public void save(List<Issue.Attachment> attachments, Optional<Stamp> stamp, Path file) {
    try (PrintedReport done = printed.get();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PdfReport.save(done, PdfFinish.Identity.of(report.get(), attachments, stamp), out);
    } catch (IOException e) {
      throw Reports.cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    digest.cancel(false);
    meanwhile.close();
  }
}
