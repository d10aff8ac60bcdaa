package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * The boxes of a rendered PDF. The renderer marks the background of each box as an artifact with an
 * object of its own, painted or not: more objects than all others together, which every reader must
 * then parse. Marks around nothing go, and the others are written where they are.
 */
final class PaintedBoxes {
  private static final String BEGIN = " BDC\n";
  private static final String END = "EMC\n";
  private static final String ARTIFACT = "/Artifact /";
  private static final String PAGINATION = ARTIFACT + Marks.PAGINATION.getName();

  private PaintedBoxes() {}

  /** An empty page for the renderer. */
  static PDPage page(PDDocument document, float width, float height) {
    PDPage page = new PDPage(new PDRectangle(width, height));
    page.setResources(new PDResources());
    page.getResources().getCOSObject().setItem(COSName.PROPERTIES, new Marks());
    document.addPage(page);
    return page;
  }

  /** Compresses the pages' contents too: the renderer leaves them plain. */
  static void only(PDDocument document) throws IOException {
    for (PDPage page : document.getPages()) {
      String plain = new String(page.getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
      PDStream stream = new PDStream(document);
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(painted(plain).getBytes(StandardCharsets.ISO_8859_1));
      }
      page.setContents(stream);
      page.getResources().getCOSObject().removeItem(COSName.PROPERTIES);
    }
  }

  /** The content without artifacts that hold nothing, and with the properties of the others. */
  private static String painted(String content) {
    StringBuilder out = new StringBuilder(content.length());
    int from = 0;
    for (int begin = content.indexOf(BEGIN); begin >= 0; begin = content.indexOf(BEGIN, begin)) {
      int line = content.lastIndexOf('\n', begin) + 1;
      int next = begin + BEGIN.length();
      if (content.startsWith(ARTIFACT, line)) {
        out.append(content, from, line);
        if (content.startsWith(END, next)) {
          next += END.length();
        } else {
          // ISO 32000-1, 14.8.2.2, asks for the place of a typed background, which has none.
          boolean isPagination = content.startsWith(PAGINATION, line);
          out.append(isPagination ? "/Artifact <</Type /Pagination>>" + BEGIN : "/Artifact BMC\n");
        }
        from = next;
      }
      begin = next;
    }
    return out.append(content, from, content.length()).toString();
  }
}
