package org.pgevidence.sign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * What incremental updates did to a PDF, object by object: a closed world. An object of the signed
 * revision may change only where a signature, its field, or validation data is added; everything
 * else (page content, fonts, images, attachments, annotations, metadata) must be equal. New objects
 * show only where an old one refers to them.
 */
final class PdfComparison {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final COSName EXTENSIONS = COSName.getPDFName("Extensions");
  private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
  private static final Set<COSName> FORM_MAY = Set.of(SIG_FLAGS, COSName.FIELDS, COSName.DR);

  /** What an update may add. */
  enum Allowed {
    /** Further signatures and timestamps, and validation data. */
    SIGNATURES,
    /** Certificates and revocation data only. */
    VALIDATION_DATA
  }

  private final COSDocument before;
  private final COSDocument after;
  private final Allowed allowed;

  private PdfComparison(COSDocument before, COSDocument after, Allowed allowed) {
    this.before = before;
    this.after = after;
    this.allowed = allowed;
  }

  /** Faults of the updates that made {@code updated} of {@code base}, its beginning. */
  static List<String> faults(byte[] base, byte[] updated, Allowed allowed) {
    try (PDDocument before = Loader.loadPDF(base);
        PDDocument after = Loader.loadPDF(updated)) {
      List<String> faults = new ArrayList<>(PdfUpdate.faults(updated, base.length));
      faults.addAll(new PdfComparison(before.getDocument(), after.getDocument(), allowed).run());
      return faults;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return List.of("the PDF could not be read: " + e);
    }
  }

  private List<String> run() throws IOException {
    List<String> faults = new ArrayList<>();
    for (COSName key : List.of(COSName.ROOT, COSName.INFO)) {
      if (!isEqual(before.getTrailer().getItem(key), after.getTrailer().getItem(key))) {
        faults.add(
            "an update replaced the document "
                + (key.equals(COSName.ROOT) ? "catalog" : "information"));
      }
    }
    if (after.getTrailer().containsKey(COSName.ENCRYPT)) {
      faults.add("an update encrypted the document");
    }
    if (!PdfValidationData.isStore(after.getTrailer().getCOSDictionary(COSName.ROOT))) {
      faults.add("an update put more than certificates and revocation data into the document");
    }
    Set<COSObjectKey> validation = PdfValidationData.of(before);
    for (COSObjectKey key : new TreeSet<>(before.getXrefTable().keySet())) {
      COSBase old = object(before, key);
      COSBase now = object(after, key);
      for (COSObjectKey missing : PdfReferences.of(old)) {
        if (!before.getXrefTable().containsKey(missing)
            && after.getXrefTable().containsKey(missing)) {
          faults.add("an update gave object " + key.getNumber() + " a part that it lacked");
        }
      }
      if (!isCrossReference(old)
          && !isEqual(old, now)
          && !validation.contains(key)
          && !isAllowed(old, now)) {
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

  private static boolean isEqual(@Nullable COSBase old, @Nullable COSBase now) throws IOException {
    return PdfObjectText.of(old).equals(PdfObjectText.of(now));
  }

  static COSBase object(COSDocument document, COSObjectKey key) {
    COSBase value = document.getObjectFromPool(key).getObject();
    return value == null ? COSNull.NULL : value;
  }

  /** Where objects stand; each update brings its own. */
  static boolean isCrossReference(COSBase object) {
    return object instanceof COSDictionary dictionary
        && COSName.XREF.equals(dictionary.getItem(COSName.TYPE));
  }

  private static String kind(COSBase object) {
    return object instanceof COSDictionary dictionary
        ? "dictionary " + dictionary.getNameAsString(COSName.TYPE, "without type")
        : object.getClass().getSimpleName();
  }

  private static String differingKeys(COSBase old, COSBase now) throws IOException {
    StringBuilder keys = new StringBuilder();
    if (old instanceof COSDictionary from && now instanceof COSDictionary to) {
      Set<COSName> all = new TreeSet<>(from.keySet());
      all.addAll(to.keySet());
      for (COSName key : all) {
        if (!isEqual(from.getItem(key), to.getItem(key))) {
          keys.append(" /").append(key.getName());
        }
      }
    }
    return keys.toString();
  }

  private boolean isAllowed(COSBase old, COSBase now) throws IOException {
    boolean maySign = allowed == Allowed.SIGNATURES;
    if (old instanceof COSArray list && now instanceof COSArray longer) {
      return maySign && PdfSignatureField.isOnlyGrown(list, longer);
    }
    if (!(old instanceof COSDictionary from) || !(now instanceof COSDictionary to)) {
      return false;
    }
    COSName type = from.getCOSName(COSName.TYPE);
    if (COSName.CATALOG.equals(type)) {
      Set<COSName> may =
          maySign ? Set.of(DSS, EXTENSIONS, COSName.ACRO_FORM) : Set.of(DSS, EXTENSIONS);
      return isEqualBut(from, to, may) && (!maySign || isFormAllowed(from, to));
    }
    if (!maySign) {
      return false;
    }
    if (COSName.PAGE.equals(type)) {
      return isEqualBut(from, to, Set.of(COSName.ANNOTS))
          && PdfSignatureField.isOnlyGrown(
              from.getCOSArray(COSName.ANNOTS), to.getCOSArray(COSName.ANNOTS));
    }
    if (COSName.SIG.equals(from.getCOSName(COSName.FT))) {
      return PdfSignatureField.isOnlySigned(from, to);
    }
    return from.containsKey(COSName.FIELDS) && isFormChangeAllowed(from, to);
  }

  private static boolean isFormAllowed(COSDictionary from, COSDictionary to) throws IOException {
    COSDictionary old = from.getCOSDictionary(COSName.ACRO_FORM);
    COSDictionary now = to.getCOSDictionary(COSName.ACRO_FORM);
    if (now == null) {
      return old == null;
    }
    return isFormChangeAllowed(old == null ? new COSDictionary() : old, now);
  }

  private static boolean isFormChangeAllowed(COSDictionary from, COSDictionary to)
      throws IOException {
    return isEqualBut(from, to, FORM_MAY)
        && isOnlyExtended(from.getCOSDictionary(COSName.DR), to.getCOSDictionary(COSName.DR))
        && PdfSignatureField.isOnlyGrown(
            from.getCOSArray(COSName.FIELDS), to.getCOSArray(COSName.FIELDS));
  }

  /** Whether default resources kept all that they had, each name meaning what it meant. */
  private static boolean isOnlyExtended(@Nullable COSDictionary from, @Nullable COSDictionary to)
      throws IOException {
    if (from == null) {
      return true;
    }
    for (COSName kind : from.keySet()) {
      COSDictionary old = from.getCOSDictionary(kind);
      COSDictionary now = to == null ? null : to.getCOSDictionary(kind);
      if (old == null || now == null) {
        if (to == null || !isEqual(from.getItem(kind), to.getItem(kind))) {
          return false;
        }
        continue;
      }
      for (COSName name : old.keySet()) {
        if (!isEqual(old.getItem(name), now.getItem(name))) {
          return false;
        }
      }
    }
    return true;
  }

  static boolean isEqualBut(COSDictionary from, COSDictionary to, Set<COSName> may)
      throws IOException {
    Set<COSName> keys = new HashSet<>(from.keySet());
    keys.addAll(to.keySet());
    keys.removeAll(may);
    for (COSName key : keys) {
      if (!isEqual(from.getItem(key), to.getItem(key))) {
        return false;
      }
    }
    return true;
  }
}
