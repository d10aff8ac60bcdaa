package org.pgevidence.render;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a page's artifacts while it is painted: one name for each kind. The renderer
 * marks every box as one, and PDFBox would find a free name for each; {@link PaintedBoxes} writes
 * out what the names mean.
 */
final class Marks extends COSDictionary {
  /** Header, footer and number of a page. */
  static final COSName PAGINATION = COSName.getPDFName("Pagination");

  private static final COSName BACKGROUND = COSName.getPDFName("Background");

  @Override
  public boolean containsValue(@Nullable Object mark) {
    return true;
  }

  @Override
  public COSName getKeyForValue(@Nullable Object mark) {
    boolean isTyped = mark instanceof COSDictionary artifact && artifact.containsKey(COSName.TYPE);
    return isTyped ? PAGINATION : BACKGROUND;
  }
}
