package org.pgevidence.sign;

import java.io.IOException;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/** How signature fields may change or be added when a signed PDF is signed again. */
final class PdfSignatureField {
  /** What signing sets in an empty field; its place on the page stays. */
  private static final Set<COSName> SIGNING_SETS =
      Set.of(COSName.V, COSName.AP, COSName.F, COSName.M, COSName.P);

  /** What a new field may hold: no actions, no children, nothing that shows. */
  private static final Set<COSName> NEW_FIELD =
      Set.of(
          COSName.TYPE,
          COSName.SUBTYPE,
          COSName.FT,
          COSName.T,
          COSName.F,
          COSName.FF,
          COSName.M,
          COSName.P,
          COSName.RECT,
          COSName.V,
          COSName.AP,
          COSName.getPDFName("TU"),
          COSName.getPDFName("Lock"));

  private PdfSignatureField() {}

  /** Whether an empty field was signed, and nothing else: what it shows comes with a signature. */
  static boolean isOnlySigned(COSDictionary from, COSDictionary to) throws IOException {
    return !from.containsKey(COSName.V)
        && to.getCOSDictionary(COSName.V) != null
        && PdfComparison.isEqualBut(from, to, SIGNING_SETS);
  }

  /** Whether the list kept its entries, and new ones are signed fields without extent. */
  static boolean isOnlyGrown(@Nullable COSArray from, @Nullable COSArray to) throws IOException {
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
          || !COSName.WIDGET.equals(field.getCOSName(COSName.SUBTYPE))
          || !COSName.ANNOT.equals(field.getCOSName(COSName.TYPE, COSName.ANNOT))
          || field.getCOSDictionary(COSName.V) == null
          || !NEW_FIELD.containsAll(field.keySet())
          || !isEmpty(field.getCOSArray(COSName.RECT))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmpty(@Nullable COSArray rectangle) {
    if (rectangle == null) {
      return true;
    }
    float[] corners = rectangle.toFloatArray();
    return corners.length == 4 && corners[0] == corners[2] && corners[1] == corners[3];
  }
}
