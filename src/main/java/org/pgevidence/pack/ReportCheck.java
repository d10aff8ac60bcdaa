package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.pgevidence.fact.Digest;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfVerifier;
import org.pgevidence.sign.SignatureLevel;

/**
 * The report and its volumes: each with one signature, by the sealer, unchanged since, vouching for
 * the evidence.
 */
final class ReportCheck {
  private final Path root;
  private final Manifest manifest;
  private final DetachedSignature seal;
  private final PackVerifier verifier;
  private final Steps steps;

  private ReportCheck(
      Path root, Manifest manifest, DetachedSignature seal, PackVerifier verifier, Steps steps) {
    this.root = root;
    this.manifest = manifest;
    this.seal = seal;
    this.verifier = verifier;
    this.steps = steps;
  }

  static void run(
      Path root, Manifest manifest, DetachedSignature seal, PackVerifier verifier, Steps steps)
      throws IOException {
    ReportCheck check = new ReportCheck(root, manifest, seal, verifier, steps);
    check.run(Layout.REPORT);
    for (PackFile file : manifest.files()) {
      if (Layout.isVolume(file.path())) {
        check.run(file.path());
      }
    }
  }

  private void run(String part) throws IOException {
    byte[] pdf;
    try {
      pdf = Bounded.read(root.resolve(part), Bounded.REPORT);
    } catch (IOException e) {
      steps.failed(part, String.valueOf(e.getMessage()));
      return;
    }
    PdfVerifier.Result result = PdfVerifier.verify(pdf, verifier.trust(), verifier.budget().pdf());
    result.faults().forEach(fault -> steps.failed(part, fault));
    if (result.signatures().size() != 1) {
      steps.failed(part, "it bears " + result.signatures().size() + " signatures, not one");
      return;
    }
    PdfVerifier.PdfSignature signature = result.signatures().getFirst();
    if (!signature.chain().getFirst().equals(seal.chain().getFirst())) {
      steps.failed(part, "it was signed by another key than the manifest");
    }
    if (signature.permission() != 2) {
      steps.failed(part, "its signature does not certify it with DocMDP permission 2");
    }
    if (!signature.level().equals(SignatureLevel.valueOf(manifest.signature().reached()))) {
      steps.failed(
          part,
          "it is signed at level "
              + signature.level()
              + ", the manifest says "
              + manifest.signature().reached());
    }
    Duration off = Duration.between(signature.claimedAt(), manifest.sealedAt()).abs();
    if (off.compareTo(PackVerifier.CLOCK_TOLERANCE) > 0) {
      steps.failed(
          "clock",
          part
              + " says it was signed at "
              + signature.claimedAt()
              + ", the manifest was sealed at "
              + manifest.sealedAt());
    }
    if (!prints(pdf, Digest.hex(root.resolve(Layout.EVIDENCE)))) {
      steps.failed(part, "it does not print the SHA-256 of evidence.sha256");
    }
    if (!steps.isFailed()) {
      steps.ok(
          part,
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
