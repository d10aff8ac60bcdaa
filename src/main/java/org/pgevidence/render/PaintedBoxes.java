package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * The boxes of a rendered PDF. The renderer marks the background of each box as an artifact with an
 * object of its own, painted or not: more objects than all others together, which every reader must
 * then parse. Marks around nothing go, and the others are written inside their page's resources.
 */
final class PaintedBoxes {
  private static final String BEGIN = " BDC\n";
  private static final String END = "EMC\n";
  private static final String ARTIFACT = "/Artifact ";

  private PaintedBoxes() {}

  static void only(PDDocument document) throws IOException {
    for (PDPage page : document.getPages()) {
      COSDictionary properties =
          page.getResources().getCOSObject().getCOSDictionary(COSName.PROPERTIES);
      if (properties != null) {
        unmark(document, page, properties);
        for (COSName name : properties.keySet()) {
          properties.getCOSDictionary(name).setDirect(true);
        }
      }
    }
  }

  private static void unmark(PDDocument document, PDPage page, COSDictionary properties)
      throws IOException {
    String content = new String(page.getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
    Set<String> used = new HashSet<>();
    String painted = painted(content, used);
    properties.keySet().stream()
        .filter(name -> !used.contains(name.getName()))
        .toList()
        .forEach(properties::removeItem);
    PDStream stream = new PDStream(document);
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(painted.getBytes(StandardCharsets.ISO_8859_1));
    }
    page.setContents(stream);
  }

  /** The content without artifacts that hold nothing; adds the properties that the rest names. */
  private static String painted(String content, Set<String> used) {
    StringBuilder out = new StringBuilder(content.length());
    int from = 0;
    for (int begin = content.indexOf(BEGIN); begin >= 0; begin = content.indexOf(BEGIN, begin)) {
      int line = content.lastIndexOf('\n', begin) + 1;
      int next = begin + BEGIN.length();
      if (content.startsWith(ARTIFACT, line) && content.startsWith(END, next)) {
        out.append(content, from, line);
        next += END.length();
        from = next;
      } else {
        used.add(content.substring(content.lastIndexOf('/', begin) + 1, begin));
      }
      begin = next;
    }
    return out.append(content, from, content.length()).toString();
  }
}
