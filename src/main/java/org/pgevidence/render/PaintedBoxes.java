package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.cos.COSDictionary;
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
  private static final COSName PAGINATION = COSName.getPDFName("Pagination");

  private PaintedBoxes() {}

  /**
   * An empty page for the renderer. PDFBox looks through all marks of a page for each new one, to
   * use an equal one again; every mark has a number of its own, so that none is ever found.
   */
  static PDPage page(PDDocument document, float width, float height) {
    PDPage page = new PDPage(new PDRectangle(width, height));
    page.setResources(new PDResources());
    page.getResources()
        .getCOSObject()
        .setItem(
            COSName.PROPERTIES,
            new COSDictionary() {
              @Override
              public boolean containsValue(Object mark) {
                return false;
              }
            });
    document.addPage(page);
    return page;
  }

  /** Compresses the pages' contents too: the renderer leaves them plain. */
  static void only(PDDocument document) throws IOException {
    for (PDPage page : document.getPages()) {
      String plain = new String(page.getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
      COSDictionary resources = page.getResources().getCOSObject();
      COSDictionary properties = resources.getCOSDictionary(COSName.PROPERTIES);
      String painted = properties == null ? plain : painted(plain, properties);
      PDStream stream = new PDStream(document);
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(painted.getBytes(StandardCharsets.ISO_8859_1));
      }
      page.setContents(stream);
      resources.removeItem(COSName.PROPERTIES);
    }
  }

  /** The content without artifacts that hold nothing, and with the properties of the others. */
  private static String painted(String content, COSDictionary properties) {
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
          String name = content.substring(line + ARTIFACT.length(), begin);
          out.append(artifact(properties.getCOSDictionary(COSName.getPDFName(name))));
        }
        from = next;
      }
      begin = next;
    }
    return out.append(content, from, content.length()).toString();
  }

  /** What begins an artifact; ISO 32000-1, 14.8.2.2, asks for the place of a typed background. */
  private static String artifact(COSDictionary properties) {
    return PAGINATION.equals(properties.getCOSName(COSName.TYPE))
        ? "/Artifact <</Type /Pagination>>" + BEGIN
        : "/Artifact BMC\n";
  }
}
