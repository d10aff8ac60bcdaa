package org.pgevidence.sign;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/** Which objects an object of a PDF refers to by number. */
final class PdfReferences {
  private PdfReferences() {}

  /** References inside an object. */
  static Set<COSObjectKey> of(@Nullable COSBase object) {
    Set<COSObjectKey> found = new HashSet<>();
    collect(object, found);
    return found;
  }

  /** References inside a dictionary, but for one entry. */
  static Set<COSObjectKey> besides(COSDictionary dictionary, COSName except) {
    Set<COSObjectKey> found = new HashSet<>();
    for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
      if (!entry.getKey().equals(except)) {
        collect(entry.getValue(), found);
      }
    }
    return found;
  }

  private static void collect(@Nullable COSBase object, Set<COSObjectKey> found) {
    switch (object) {
      case COSObject reference -> {
        if (reference.getKey() != null) {
          found.add(reference.getKey());
        }
      }
      case COSDictionary dictionary ->
          dictionary.entrySet().forEach(entry -> collect(entry.getValue(), found));
      case COSArray list -> list.forEach(item -> collect(item, found));
      case null, default -> {}
    }
  }
}
