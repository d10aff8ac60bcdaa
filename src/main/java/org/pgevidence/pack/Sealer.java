package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.UserFault;
import org.pgevidence.render.Stamp;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfCertification;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;

/**
 * Seals a folder whose evidence is written: its digests; the reports that print the digest of these
 * digests, signed; the manifest, signed and timestamped; then one atomic rename.
 */
final class Sealer {
  private final SealPlan plan;
  private final PackChoices choices;

  Sealer(SealPlan plan, PackChoices choices) {
    this.plan = plan;
    this.choices = choices;
  }

  /** What the manifest says of the contents. */
  record Head(
      String system,
      String collectedAt,
      String toolVersion,
      String snapshotDigest,
      String catalogVersion,
      String catalogDigest,
      Optional<Redacted> redacted) {}

  /** Writes all forms of the report. What is not signed may be written meanwhile. */
  interface Reporter {
    /**
     * Called again with more notes when a level was not reached.
     *
     * @param evidence SHA-256 of evidence.sha256
     * @param notes what was asked of the signature and not reached, as sentences
     * @param pdfs writes each PDF
     */
    void write(String evidence, List<String> notes, SignedFiles pdfs, Meanwhile others)
        throws IOException, SignatureFault;
  }

  /** Signs PDFs as they are written. */
  interface SignedFiles {
    /** Writes one; {@code print} is called with its signature and puts it into the file. */
    void write(Path file, PrintedPdf print) throws IOException, SignatureFault;
  }

  /** Prints a PDF to the file that it is for. */
  interface PrintedPdf {
    void write(Optional<Stamp> stamp) throws IOException;
  }

  PackWriter.Written seal(
      PackFolder folder, Head head, PackStore.Place place, String readme, Reporter reporter)
      throws IOException {
    String sums =
        folder.files().stream()
            .filter(file -> Layout.isEvidence(file.path()))
            .map(PackFile::sumLine)
            .collect(Collectors.joining());
    folder.write(Layout.EVIDENCE, sums);
    List<String> notes = new ArrayList<>(plan.notes());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SignatureLevel reached = reports(reporter, Digest.hex(sums), now, notes);
    folder.write(Layout.README, readme);
    folder.write(
        Layout.SUMS, folder.files().stream().map(PackFile::sumLine).collect(Collectors.joining()));
    Manifest manifest = manifest(folder, head, place, reached, now, notes);
    byte[] bytes = manifest.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    folder.write(Layout.MANIFEST, bytes);
    signManifest(folder, bytes, now, reached);
    return new PackWriter.Written(folder.finish(), manifest);
  }

  /** Renders and signs; where a level cannot be reached, the report says so and is made again. */
  private SignatureLevel reports(
      Reporter reporter, String evidence, Instant now, List<String> notes) throws IOException {
    PdfSigner signer = new PdfSigner(plan.client(), plan.trust());
    SignatureLevel level = plan.notes().isEmpty() ? plan.level() : SignatureLevel.B;
    while (true) {
      var request = new PdfSigner.Request(level, "Evidence prepared and sealed", now);
      try (Meanwhile others = new Meanwhile()) {
        reporter.write(
            evidence,
            List.copyOf(notes),
            (file, print) -> {
              PdfCertification signature = signer.certification(plan.key(), request);
              print.write(Optional.of(new Stamp(signature.lines(), signature::into)));
              Files.write(file, signature.complete(Files.readAllBytes(file)));
            },
            others);
        others.finish();
        return level;
      } catch (SignatureFault e) {
        if (level == SignatureLevel.B) {
          throw new UserFault(UserFault.Kind.USAGE, String.valueOf(e.getMessage()), e);
        }
        notes.add("Signature level " + level + " was not reached: " + e.getMessage());
        level = e.isOfTimestamp() ? SignatureLevel.B : level.weaker();
      }
    }
  }

  private Manifest manifest(
      PackFolder folder,
      Head head,
      PackStore.Place place,
      SignatureLevel reached,
      Instant now,
      List<String> notes)
      throws IOException {
    return new Manifest(
        head.system(),
        String.valueOf(place.path().getFileName()),
        head.collectedAt(),
        now,
        head.toolVersion(),
        head.snapshotDigest(),
        head.catalogVersion(),
        head.catalogDigest(),
        new Manifest.Seal(
            plan.key().subject(),
            Digest.hex(Chains.encoded(plan.key().chain().getLast())),
            plan.key().isDemo() ? "demo" : "own",
            plan.level().name(),
            reached.name(),
            notes),
        place.previous(),
        place.supersedes(),
        choices.accessClass(),
        choices.retainUntil().map(LocalDate::toString),
        head.redacted(),
        folder.files());
  }

  private void signManifest(PackFolder folder, byte[] manifest, Instant now, SignatureLevel reached)
      throws IOException {
    try {
      if (reached.needsTimestamp() && plan.client().isPresent()) {
        folder.write(Layout.TIMESTAMP, plan.client().get().stamp(manifest).response());
        folder.write(
            Layout.SIGNATURE, DetachedSignature.create(manifest, plan.key(), now, plan.client()));
      } else {
        folder.write(
            Layout.SIGNATURE,
            DetachedSignature.create(manifest, plan.key(), now, Optional.empty()));
      }
    } catch (SignatureFault e) {
      throw UserFault.io(
          "The pack could not be sealed: " + e.getMessage() + " Nothing was written; try again.",
          e);
    }
  }
}
