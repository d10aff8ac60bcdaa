package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.pgevidence.fact.Digest;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfVerifier;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.Trust;

/** The report: its one signature, by the sealer, unchanged since, vouching for the evidence. */
final class ReportCheck {
  private static final long MAX_BYTES = 1L << 30;

  private ReportCheck() {}

  static void run(Path root, Manifest manifest, DetachedSignature seal, Trust trust, Steps steps)
      throws IOException {
    Path file = root.resolve(Layout.REPORT);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
      steps.failed("report.pdf", "it is missing or too large");
      return;
    }
    byte[] pdf = Files.readAllBytes(file);
    PdfVerifier.Result result = PdfVerifier.verify(pdf, trust);
    result.faults().forEach(fault -> steps.failed("report.pdf", fault));
    if (result.signatures().size() != 1) {
      steps.failed("report.pdf", "it bears " + result.signatures().size() + " signatures, not one");
      return;
    }
    PdfVerifier.PdfSignature signature = result.signatures().getFirst();
    if (!signature.chain().getFirst().equals(seal.chain().getFirst())) {
      steps.failed("report.pdf", "it was signed by another key than the manifest");
    }
    if (signature.permission() != 2) {
      steps.failed("report.pdf", "its signature does not certify it with DocMDP permission 2");
    }
    if (!signature.level().equals(SignatureLevel.valueOf(manifest.signature().reached()))) {
      steps.failed(
          "report.pdf",
          "it is signed at level "
              + signature.level()
              + ", the manifest says "
              + manifest.signature().reached());
    }
    Duration off = Duration.between(signature.claimedAt(), manifest.sealedAt()).abs();
    if (off.compareTo(PackVerifier.CLOCK_TOLERANCE) > 0) {
      steps.failed(
          "clock",
          "report.pdf says it was signed at "
              + signature.claimedAt()
              + ", the manifest was sealed at "
              + manifest.sealedAt());
    }
    if (!prints(pdf, Digest.hex(root.resolve(Layout.EVIDENCE)))) {
      steps.failed("report.pdf", "it does not print the SHA-256 of evidence.sha256");
    }
    if (!steps.isFailed()) {
      steps.ok(
          "report.pdf",
          "PAdES level "
              + signature.level()
              + ", certified, unchanged since, and prints the SHA-256 of evidence.sha256");
    }
  }

  /** White space is left out, since a printed digest may be broken into groups and lines. */
  private static boolean prints(byte[] pdf, String digest) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        if (stripper.getText(document).replaceAll("\\s", "").contains(digest)) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
