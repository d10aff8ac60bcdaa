package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.pgevidence.fact.Digest;

/**
 * What a rendered PDF still needs: dates and identity from the snapshot, so that the same facts
 * give the same bytes; attached files; signature fields.
 */
final class PdfFinish {
  private PdfFinish() {}

  /**
   * What makes a document the one it is.
   *
   * @param collectedAt its date
   * @param seed of its id
   * @param stamp none where it is not signed as it is written
   */
  record Identity(
      Instant collectedAt, String seed, List<Issue.Attachment> attachments, Optional<Stamp> stamp) {
    static Identity of(Report report, List<Issue.Attachment> attachments, Optional<Stamp> stamp) {
      return new Identity(
          Instant.parse(report.assessment().collectedAt()),
          report.issue().packId() + "\0" + report.assessment().snapshotDigest(),
          attachments,
          stamp);
    }
  }

  static void apply(PDDocument document, ReportFonts fonts, Identity identity) throws IOException {
    Instant collectedAt = identity.collectedAt();
    Calendar when = GregorianCalendar.from(collectedAt.atZone(ZoneOffset.UTC));
    document.getDocumentInformation().setCreationDate(when);
    document.getDocumentInformation().setModificationDate(when);
    dates(document, collectedAt);
    for (Issue.Attachment attachment : identity.attachments()) {
      PdfAttachment.add(document, attachment, when);
    }
    SignatureFields.add(document, fonts.sans(), identity.stamp());
    rawProfile(document);
    fonts.embed();
    String seed = Digest.hex(identity.seed());
    document.setDocumentId(HexFormat.fromHexDigitsToLong(seed.substring(0, 15)));
  }

  private static void dates(PDDocument document, Instant when) throws IOException {
    var metadata = document.getDocumentCatalog().getMetadata();
    String date = DateTimeFormatter.ISO_INSTANT.format(when).replace("Z", "+00:00");
    String old = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
    String dated =
        old.replaceAll(
            "<xmp:CreateDate>[^<]*</xmp:CreateDate>",
            "<xmp:CreateDate>"
                + date
                + "</xmp:CreateDate><xmp:ModifyDate>"
                + date
                + "</xmp:ModifyDate>");
    if (dated.equals(old)) {
      throw new IllegalStateException("the metadata has no xmp:CreateDate");
    }
    metadata.importXMPMetadata(dated.getBytes(StandardCharsets.UTF_8));
  }

  /** Java's ICC_Profile rewrites a header field, differently from release to release. */
  static void rawProfile(PDDocument document) throws IOException {
    var intents =
        (COSArray)
            document
                .getDocumentCatalog()
                .getCOSObject()
                .getDictionaryObject(COSName.OUTPUT_INTENTS);
    var profile =
        (COSStream)
            ((COSDictionary) intents.getObject(0))
                .getDictionaryObject(COSName.getPDFName("DestOutputProfile"));
    try (OutputStream out = profile.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(PdfReport.resource("/colour/sRGB.icc"));
    }
  }
}
