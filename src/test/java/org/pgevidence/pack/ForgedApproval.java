package org.pgevidence.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.pgevidence.fact.Digest;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/** An approval that someone with a key made without the program. */
final class ForgedApproval {
  private ForgedApproval() {}

  static void write(Path copy, SigningKey key, String role) throws IOException, SignatureFault {
    write(copy, key, role, role, 0);
  }

  /** The approval's signature claims to certify the report, as only the first may. */
  static void certify(Path copy, SigningKey key, String role) throws IOException, SignatureFault {
    write(copy, key, role, role, 0, true);
  }

  /** Replaces all approvals by one that its key holder made by hand. */
  static void write(Path copy, SigningKey key, String role, String field, long offSeconds)
      throws IOException, SignatureFault {
    write(copy, key, role, field, offSeconds, false);
  }

  private static void write(
      Path copy, SigningKey key, String role, String field, long offSeconds, boolean certifies)
      throws IOException, SignatureFault {
    delete(copy.resolve("approvals"));
    Instant at = Instant.now().plusSeconds(offSeconds).truncatedTo(ChronoUnit.SECONDS);
    byte[] sealed = Files.readAllBytes(copy.resolve("report.pdf"));
    var request = new PdfSigner.Request(SignatureLevel.B, "Approved", at);
    byte[] pdf =
        certifies
            ? certified(sealed, key, at)
            : new PdfSigner(Optional.empty(), Trust.none()).approve(sealed, key, field, request);
    byte[] statement =
        new Statement(
                role,
                "All is well",
                at,
                key.subject(),
                Digest.hex(copy.resolve(Layout.MANIFEST)),
                Digest.hex(copy.resolve(Layout.SIGNATURE)),
                Optional.empty(),
                Digest.hex(pdf),
                pdf.length)
            .toJson()
            .getBytes(StandardCharsets.UTF_8);
    Path folder = Files.createDirectories(copy.resolve("approvals/01-" + role));
    Files.write(folder.resolve("report.pdf"), pdf);
    Files.write(folder.resolve("statement.json"), statement);
    Files.write(
        folder.resolve("statement.json.p7s"),
        DetachedSignature.create(statement, key, at, Optional.empty()));
  }

  /** The libraries that sign refuse to certify twice; a forger does not ask them. */
  private static byte[] certified(byte[] pdf, SigningKey key, Instant at)
      throws IOException, SignatureFault {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      COSDictionary parameters = new COSDictionary();
      parameters.setItem(COSName.TYPE, COSName.getPDFName("TransformParams"));
      parameters.setInt(COSName.P, 2);
      parameters.setName(COSName.V, "1.2");
      COSDictionary reference = new COSDictionary();
      reference.setItem(COSName.TYPE, COSName.getPDFName("SigRef"));
      reference.setName("TransformMethod", "DocMDP");
      reference.setItem("TransformParams", parameters);
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
      Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
      calendar.setTimeInMillis(at.toEpochMilli());
      signature.setSignDate(calendar);
      COSArray references = new COSArray();
      references.add(reference);
      signature.getCOSObject().setItem("Reference", references);
      document.addSignature(signature);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      var external = document.saveIncrementalForExternalSigning(out);
      external.setSignature(
          DetachedSignature.create(
              external.getContent().readAllBytes(), key, at, Optional.empty()));
      return out.toByteArray();
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
