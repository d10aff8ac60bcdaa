package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final Pattern NOTHING = Pattern.compile("/Artifact /Prop\\d+ BDC\nEMC\n");
  private static final Pattern MARKED = Pattern.compile("/(Prop\\d+) BDC\n");

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
    String painted = NOTHING.matcher(content).replaceAll("");
    Set<String> used =
        MARKED.matcher(painted).results().map(mark -> mark.group(1)).collect(Collectors.toSet());
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
}
