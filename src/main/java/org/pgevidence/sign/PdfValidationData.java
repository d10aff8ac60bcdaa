package org.pgevidence.sign;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** The certificates and revocation data of a PDF: its document security store (PAdES, 5.4.2). */
final class PdfValidationData {
  private static final COSName DSS = COSName.getPDFName("DSS");
  private static final List<COSName> PARTS =
      List.of(
          COSName.getPDFName("VRI"),
          COSName.getPDFName("Certs"),
          COSName.getPDFName("CRLs"),
          COSName.getPDFName("OCSPs"));

  private PdfValidationData() {}

  /** Objects of the base, which was signed, that only hold certificates and revocation data. */
  static Set<COSObjectKey> of(COSDocument before) {
    Set<COSObjectKey> keys = new HashSet<>();
    COSDictionary catalog = before.getTrailer().getCOSDictionary(COSName.ROOT);
    if (catalog == null) {
      return keys;
    }
    if (catalog.getItem(DSS) instanceof COSObject store) {
      keys.add(store.getKey());
    }
    COSDictionary store = catalog.getCOSDictionary(DSS);
    for (COSName part : PARTS) {
      if (store != null && store.getItem(part) instanceof COSObject item) {
        keys.add(item.getKey());
      }
    }
    keys.removeAll(usedElsewhere(before, catalog, keys));
    return keys;
  }

  /** What the document shows cannot be declared validation data: it is referred to as well. */
  private static Set<COSObjectKey> usedElsewhere(
      COSDocument before, COSDictionary catalog, Set<COSObjectKey> validation) {
    Set<COSObjectKey> used = new HashSet<>();
    COSObjectKey root =
        before.getTrailer().getItem(COSName.ROOT) instanceof COSObject reference
            ? reference.getKey()
            : null;
    for (COSObjectKey key : before.getXrefTable().keySet()) {
      COSBase object = PdfComparison.object(before, key);
      boolean isStore =
          catalog.getItem(DSS) instanceof COSObject store && key.equals(store.getKey());
      if (!isStore && !PdfComparison.isCrossReference(object)) {
        used.addAll(
            key.equals(root) ? PdfReferences.besides(catalog, DSS) : PdfReferences.of(object));
      }
    }
    used.retainAll(validation);
    return used;
  }

  /** Whether a catalog's store of validation data, where there is one, holds nothing else. */
  static boolean isStore(@Nullable COSDictionary catalog) {
    if (catalog == null || !catalog.containsKey(DSS)) {
      return true;
    }
    COSDictionary store = catalog.getCOSDictionary(DSS);
    if (store == null) {
      return false;
    }
    Set<COSName> more = new HashSet<>(store.keySet());
    PARTS.forEach(more::remove);
    return more.isEmpty() || more.equals(Set.of(COSName.TYPE));
  }
}
