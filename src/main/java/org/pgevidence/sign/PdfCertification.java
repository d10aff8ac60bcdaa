package org.pgevidence.sign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.ICOSVisitor;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.pgevidence.fact.Digest;

/**
 * The signature that certifies a PDF and allows further signatures alone (ISO 32000-1, 12.8.2.2:
 * DocMDP 2). It is written with the file, which keeps room for its value: to add it in an update,
 * the whole file would have to be parsed again, which takes longer than to write it.
 */
public final class PdfCertification {
  /** Stands for numbers that are not known before the file is written. */
  private static final int UNKNOWN = Integer.MAX_VALUE;

  private static final String RANGE = "/ByteRange [";
  private static final int MARK_BYTES = 32;

  private final PdfSigner signer;
  private final SigningKey key;
  private final PdfSigner.Request request;
  private final byte[] mark = new byte[MARK_BYTES];

  PdfCertification(PdfSigner signer, SigningKey key, PdfSigner.Request request) {
    this.signer = signer;
    this.key = key;
    this.request = request;
    // By chance, so that nothing in the document can be taken for it.
    new SecureRandom().nextBytes(mark);
  }

  /** What its field shows; characters that not every font has are question marks. */
  public List<String> lines() {
    return ShownSignature.lines(key, request);
  }

  /** Puts it into a field of a document that will be written next. */
  public void into(PDDocument document, PDSignatureField field) {
    PDSignature signature = new PDSignature(new Plain());
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
    signature.setName(key.subject());
    signature.setReason(request.reason());
    signature.setSignDate(GregorianCalendar.from(request.at().atZone(ZoneOffset.UTC)));
    signature.setByteRange(new int[] {0, UNKNOWN, UNKNOWN, UNKNOWN});
    signature.setContents(Arrays.copyOf(mark, PdfSigner.RESERVED_BYTES));
    signature.getCOSObject().setItem(COSName.getPDFName("Reference"), permission());
    field.getCOSObject().setItem(COSName.V, signature);
    COSDictionary permissions = new COSDictionary();
    permissions.setItem(COSName.DOCMDP, signature);
    document.getDocumentCatalog().getCOSObject().setItem(COSName.PERMS, permissions);
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    form.setSignaturesExist(true);
    form.setAppendOnly(true);
  }

  private static COSArray permission() {
    COSDictionary parameters = new COSDictionary();
    parameters.setItem(COSName.TYPE, COSName.getPDFName("TransformParams"));
    parameters.setItem(COSName.P, COSInteger.TWO);
    parameters.setName(COSName.V, "1.2");
    COSDictionary reference = new COSDictionary();
    reference.setItem(COSName.TYPE, COSName.getPDFName("SigRef"));
    reference.setItem(COSName.getPDFName("TransformMethod"), COSName.DOCMDP);
    reference.setItem(COSName.getPDFName("TransformParams"), parameters);
    parameters.setDirect(true);
    reference.setDirect(true);
    COSArray references = new COSArray();
    references.add(reference);
    references.setDirect(true);
    return references;
  }

  /** Signs the document as it was written; levels LT and LTA add to it. */
  public byte[] complete(byte[] written) throws SignatureFault {
    byte[] pdf = written.clone();
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int mine = text.indexOf("<" + HexFormat.of().withUpperCase().formatHex(mark));
    int end = text.indexOf('>', mine) + 1;
    int place = text.lastIndexOf(RANGE, mine) + RANGE.length();
    if (mine < 0 || end <= 0 || place < RANGE.length()) {
      throw new IllegalStateException("the document was written without its signature");
    }
    String range = String.format(Locale.ROOT, "0 %d %d %d]", mine, end, pdf.length - end);
    int room = text.indexOf(']', place) + 1 - place;
    put(pdf, place, range + " ".repeat(room - range.length()));
    MessageDigest digest = Digest.sha256();
    digest.update(pdf, 0, mine);
    digest.update(pdf, end, pdf.length - end);
    String value = HexFormat.of().formatHex(signer.value(digest.digest(), key, request));
    int free = end - mine - 2 - value.length();
    if (free < 0) {
      throw new SignatureFault(
          "The signature takes " + value.length() / 2 + " bytes, more than there is room for.");
    }
    put(pdf, mine, "<" + value + "0".repeat(free) + ">");
    return switch (request.level()) {
      case B, T -> pdf;
      case LT, LTA -> signer.extend(pdf, key, request);
    };
  }

  private static void put(byte[] pdf, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, pdf, at, bytes.length);
  }

  /**
   * PDFBox compresses all dictionaries of a document but those of its streams; the value of a
   * signature must stand plain.
   */
  private static final class Plain extends COSStream {
    Plain() {
      setItem(COSName.TYPE, COSName.SIG);
    }

    @Override
    public void accept(ICOSVisitor visitor) throws java.io.IOException {
      visitor.visitFromDictionary(this);
    }
  }
}
