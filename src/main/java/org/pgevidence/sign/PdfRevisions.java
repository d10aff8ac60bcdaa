package org.pgevidence.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/**
 * What incremental updates did to a PDF, object by object: a closed world. An object of the signed
 * revision may change only where a signature, its field, or validation data is added; everything
 * else (page content, fonts, images, attachments, annotations, metadata) must be equal.
 */
public final class PdfRevisions {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final COSName VRI = COSName.getPDFName("VRI");
  private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
  private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
  private static final Set<COSName> CATALOG_MAY = Set.of(DSS, EXTENSIONS, COSName.ACRO_FORM);
  private static final Set<COSName> FORM_MAY = Set.of(SIG_FLAGS, COSName.FIELDS, COSName.DR);
  private static final Set<COSName> FIELD_MAY =
      Set.of(COSName.V, COSName.AP, COSName.F, COSName.M, COSName.P);

  private PdfRevisions() {}

  /**
   * Faults of the updates that follow the first signature, and of bytes behind the last one; empty
   * when there are none.
   */
  public static List<String> faultsAfterFirstSignature(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<PDSignature> signatures = new ArrayList<>(document.getSignatureDictionaries());
      if (signatures.isEmpty()) {
        return List.of("the PDF is not signed");
      }
      int first = Integer.MAX_VALUE;
      int last = 0;
      boolean endsInTimestamp = false;
      for (PDSignature signature : signatures) {
        int[] range = signature.getByteRange();
        if (range == null
            || range.length != 4
            || range[0] != 0
            || range[2] + range[3] > pdf.length) {
          return List.of("a signature does not cover the file from its first byte");
        }
        first = Math.min(first, range[2] + range[3]);
        if (range[2] + range[3] > last) {
          last = range[2] + range[3];
          endsInTimestamp = "ETSI.RFC3161".equals(signature.getSubFilter());
        }
      }
      List<String> faults = new ArrayList<>();
      if (first < pdf.length) {
        faults.addAll(faults(Arrays.copyOf(pdf, first), pdf));
      }
      boolean mayValidationDataFollow =
          !endsInTimestamp
              && document.getDocumentCatalog().getCOSObject().containsKey(DSS)
              && endsAsPdf(pdf);
      if (last < pdf.length && !mayValidationDataFollow) {
        faults.add((pdf.length - last) + " bytes stand behind the last signature of the PDF");
      }
      return faults;
    } catch (IOException | RuntimeException e) {
      return List.of("the PDF could not be read: " + e.getMessage());
    }
  }

  /** Whether nothing but a line end stands behind the end-of-file mark. */
  private static boolean endsAsPdf(byte[] pdf) {
    String tail =
        new String(
            pdf, Math.max(0, pdf.length - 8), Math.min(8, pdf.length), StandardCharsets.ISO_8859_1);
    return tail.endsWith("%%EOF") || tail.endsWith("%%EOF\n") || tail.endsWith("%%EOF\r\n");
  }

  /** Faults of the updates that made {@code updated} of {@code base}. */
  public static List<String> faults(byte[] base, byte[] updated) {
    if (updated.length < base.length
        || !Arrays.equals(base, 0, base.length, updated, 0, base.length)) {
      return List.of("the PDF does not begin with the bytes that were signed before");
    }
    try (PDDocument before = Loader.loadPDF(base);
        PDDocument after = Loader.loadPDF(updated)) {
      return new Comparison(before.getDocument(), after.getDocument()).run();
    } catch (IOException | RuntimeException e) {
      return List.of("the PDF could not be read: " + e.getMessage());
    }
  }

  private record Comparison(COSDocument before, COSDocument after) {
    List<String> run() throws IOException {
      List<String> faults = new ArrayList<>();
      COSBase catalogKey = before.getTrailer().getItem(COSName.ROOT);
      if (!PdfObjectText.of(catalogKey)
          .equals(PdfObjectText.of(after.getTrailer().getItem(COSName.ROOT)))) {
        return List.of("an update replaced the document catalog");
      }
      if (!PdfObjectText.of(before.getTrailer().getItem(COSName.INFO))
          .equals(PdfObjectText.of(after.getTrailer().getItem(COSName.INFO)))) {
        faults.add("an update replaced the document information");
      }
      Set<COSObjectKey> validation = validationData();
      for (COSObjectKey key : new java.util.TreeSet<>(before.getXrefTable().keySet())) {
        COSBase old = object(before, key);
        COSBase now = object(after, key);
        if (isStructure(old) || PdfObjectText.of(old).equals(PdfObjectText.of(now))) {
          continue;
        }
        if (!isAllowed(old, now, validation.contains(key))) {
          faults.add(
              "an update changed object "
                  + key.getNumber()
                  + " ("
                  + kind(old)
                  + differingKeys(old, now)
                  + ")");
        }
      }
      return faults;
    }

    private static COSBase object(COSDocument document, COSObjectKey key) {
      COSBase value = document.getObjectFromPool(key).getObject();
      return value == null ? org.apache.pdfbox.cos.COSNull.NULL : value;
    }

    private static boolean isStructure(COSBase object) {
      return object instanceof COSDictionary dictionary
          && (COSName.XREF.equals(dictionary.getItem(COSName.TYPE))
              || COSName.OBJ_STM.equals(dictionary.getItem(COSName.TYPE)));
    }

    private static String kind(COSBase object) {
      return object instanceof COSDictionary dictionary
          ? "dictionary " + dictionary.getNameAsString(COSName.TYPE, "without type")
          : object.getClass().getSimpleName();
    }

    private static String differingKeys(COSBase old, COSBase now) throws IOException {
      StringBuilder keys = new StringBuilder();
      if (old instanceof COSDictionary from && now instanceof COSDictionary to) {
        Set<COSName> all = new java.util.TreeSet<>(from.keySet());
        all.addAll(to.keySet());
        for (COSName key : all) {
          if (!isEqualBut(from, to, without(all, key))) {
            keys.append(" /").append(key.getName());
          }
        }
      }
      return keys.toString();
    }

    private static Set<COSName> without(Set<COSName> all, COSName key) {
      Set<COSName> rest = new HashSet<>(all);
      rest.remove(key);
      return rest;
    }

    private boolean isAllowed(COSBase old, COSBase now, boolean isValidation) throws IOException {
      if (isValidation) {
        return true;
      }
      if (old instanceof COSArray list && now instanceof COSArray longer) {
        return isGrownBySignatureFields(list, longer);
      }
      if (!(old instanceof COSDictionary from) || !(now instanceof COSDictionary to)) {
        return false;
      }
      COSName type = from.getCOSName(COSName.TYPE);
      if (COSName.CATALOG.equals(type)) {
        return isEqualBut(from, to, CATALOG_MAY) && isFormAllowed(from, to);
      }
      if (COSName.PAGE.equals(type)) {
        return isEqualBut(from, to, Set.of(COSName.ANNOTS))
            && isGrownBySignatureFields(
                from.getCOSArray(COSName.ANNOTS), to.getCOSArray(COSName.ANNOTS));
      }
      if (COSName.SIG.equals(from.getCOSName(COSName.FT))) {
        return !from.containsKey(COSName.V) && isEqualBut(from, to, FIELD_MAY);
      }
      return from.containsKey(COSName.FIELDS) && isFormChangeAllowed(from, to);
    }

    private boolean isFormAllowed(COSDictionary from, COSDictionary to) throws IOException {
      COSDictionary old = from.getCOSDictionary(COSName.ACRO_FORM);
      COSDictionary now = to.getCOSDictionary(COSName.ACRO_FORM);
      if (now == null) {
        return old == null;
      }
      return isFormChangeAllowed(old == null ? new COSDictionary() : old, now);
    }

    private boolean isFormChangeAllowed(COSDictionary from, COSDictionary to) throws IOException {
      return isEqualBut(from, to, FORM_MAY)
          && isGrownBySignatureFields(
              from.getCOSArray(COSName.FIELDS), to.getCOSArray(COSName.FIELDS));
    }

    /** New entries must be signature fields that show nothing: their rectangle is empty. */
    private static boolean isGrownBySignatureFields(
        @org.jspecify.annotations.Nullable COSArray from,
        @org.jspecify.annotations.Nullable COSArray to)
        throws IOException {
      COSArray old = from == null ? new COSArray() : from;
      if (to == null || to.size() < old.size()) {
        return from == null && to == null;
      }
      for (int i = 0; i < old.size(); i++) {
        if (!PdfObjectText.of(old.get(i)).equals(PdfObjectText.of(to.get(i)))) {
          return false;
        }
      }
      for (int i = old.size(); i < to.size(); i++) {
        if (!(to.getObject(i) instanceof COSDictionary field)
            || !COSName.SIG.equals(field.getCOSName(COSName.FT))
            || !isEmpty(field.getCOSArray(COSName.RECT))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isEmpty(@org.jspecify.annotations.Nullable COSArray rectangle) {
      if (rectangle == null) {
        return true;
      }
      float[] corners = rectangle.toFloatArray();
      return corners.length == 4 && corners[0] == corners[2] && corners[1] == corners[3];
    }

    private static boolean isEqualBut(COSDictionary from, COSDictionary to, Set<COSName> may)
        throws IOException {
      Set<COSName> keys = new HashSet<>(from.keySet());
      keys.addAll(to.keySet());
      keys.removeAll(may);
      for (COSName key : keys) {
        if (!PdfObjectText.of(from.getItem(key)).equals(PdfObjectText.of(to.getItem(key)))) {
          return false;
        }
      }
      return true;
    }

    /** Objects of the base that only hold certificates and revocation data. */
    private Set<COSObjectKey> validationData() {
      Set<COSObjectKey> keys = new HashSet<>();
      COSDictionary catalog = before.getTrailer().getCOSDictionary(COSName.ROOT);
      if (catalog != null && catalog.getItem(DSS) instanceof COSObject store) {
        keys.add(store.getKey());
      }
      COSDictionary store = catalog == null ? null : catalog.getCOSDictionary(DSS);
      for (COSName part :
          List.of(
              VRI,
              COSName.getPDFName("Certs"),
              COSName.getPDFName("CRLs"),
              COSName.getPDFName("OCSPs"))) {
        if (store != null && store.getItem(part) instanceof COSObject item) {
          keys.add(item.getKey());
        }
      }
      return keys;
    }
  }
}
