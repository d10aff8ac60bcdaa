package org.pgevidence.render;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;

/** "Page 3 of 131" below the text, on the right: known once all parts are laid out. */
final class PageNumbers {
  private static final float SIZE = 7.5f;
  private static final float[] COLOUR = {0x5b / 255f, 0x64 / 255f, 0x75 / 255f};

  /** From the middle of the line to its base, in parts of the size. */
  private static final float BASE = 0.345f;

  private PageNumbers() {}

  /**
   * Numbers the pages of a part.
   *
   * @param first number of its first page
   * @param total number of pages of all parts
   */
  static void add(
      PDDocument part, List<PrintedPart.PrintedPage> pages, int first, int total, MeasuredFont font)
      throws IOException {
    int place = 0;
    for (PDPage page : part.getPages()) {
      PrintedPart.PrintedPage printed = pages.get(place);
      String text = "Page " + (first + place) + " of " + total;
      place++;
      float width = font.getStringWidth(text) / 1000 * SIZE;
      COSDictionary artifact = new COSDictionary();
      artifact.setItem(COSName.TYPE, Marks.PAGINATION);
      try (var content = new PDPageContentStream(part, page, AppendMode.APPEND, false, false)) {
        content.beginMarkedContent(COSName.ARTIFACT, PDPropertyList.create(artifact));
        content.beginText();
        content.setFont(font, SIZE);
        content.setNonStrokingColor(COLOUR[0], COLOUR[1], COLOUR[2]);
        content.newLineAtOffset(
            page.getMediaBox().getWidth() - printed.right() - width,
            printed.bottom() / 2 - SIZE * BASE);
        content.showText(text);
        content.endText();
        content.endMarkedContent();
      }
    }
  }
}
