package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The report's own pictures are drawn on the page; whatever else a template holds, by Batik. */
class PictureTest {
  private static final String OPEN =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\" viewBox=\"0 0 200 40\""
          + " font-family=\"Liberation Sans, sans-serif\" font-size=\"9\">";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rect x=\"1\" y=\"1.5\" width=\"80\" height=\"30\" rx=\"4\" fill=\"#eef1f6\" stroke=\"#333\"/>",
        "<circle cx=\"5\" cy=\"5\" r=\"2.5\" fill=\"none\" stroke=\"#666\"/>",
        "<path d=\"M81 16 L120 16\" stroke=\"#123a63\" fill=\"none\" stroke-dasharray=\"4 3\"/>",
        "<path d=\"M 1 2 C 3 4 5 6 7 8\"/>",
        "<path d=\"M1.5 3 l5 8 h-10 z\"/>",
        "<path d=\"M1 3 l8 8 m0 -8 l-8 8\" stroke-width=\"2\"/>",
        "<title>T</title><desc>D</desc><text x=\"6\" y=\"20\" text-anchor=\"end\">words</text>"
      })
  void drawsWhatTheProgramWrites(String inside) throws Exception {
    assertTrue(Picture.canDraw(svg(inside)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<g><rect width=\"1\" height=\"1\"/></g>",
        "<rect width=\"50%\" height=\"1\"/>",
        "<rect width=\"1\" height=\"1\" fill=\"red\"/>",
        "<rect width=\"1\" height=\"1\" transform=\"scale(2)\"/>",
        "<path d=\"M1 1 A 1 1 0 0 0 2 2\"/>",
        "<path d=\"l1 1\"/>",
        "<path d=\"M1\"/>",
        "<path d=\"M1 1 2 2\"/>",
        "<text x=\"1\" y=\"1\">a<tspan>b</tspan></text>"
      })
  void leavesTheRestToBatik(String inside) throws Exception {
    assertFalse(Picture.canDraw(svg(inside)));
  }

  @Test
  void readsPaths() {
    Path2D path = PicturePath.read("M10 20 l5 8 h-10 z m100 0 L 120,30 H 130");

    assertEquals(new Rectangle2D.Double(5, 20, 125, 10), path.getBounds2D());
    assertThrows(IllegalArgumentException.class, () -> PicturePath.read("M1 1 Q 1 2 3 4"));
    assertThrows(IllegalArgumentException.class, () -> PicturePath.read("M1"));
  }

  @Test
  void textsOfItsPicturesCanBeFound() throws Exception {
    String text = text(OPEN + "<text x=\"6\" y=\"20\" fill=\"#1f2a44\">findable ✓</text></svg>");

    assertTrue(text.contains("findable ✓"), text);
  }

  @Test
  void otherPicturesAreDrawnToo() throws Exception {
    String html =
        page(OPEN + "<g transform=\"scale(2)\"><rect width=\"9\" height=\"9\"/></g></svg>");
    try (PDDocument document = Loader.loadPDF(printed(html))) {
      assertTrue(
          document.getPage(0).getResources().getXObjectNames().iterator().hasNext(),
          "Batik's picture is no form of the page");
    }
  }

  private static String text(String svg) throws Exception {
    try (PDDocument document = Loader.loadPDF(printed(page(svg)))) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static byte[] printed(String html) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfReport.write(
        html,
        new PdfFinish.Identity(
            Instant.parse("2026-11-22T16:22:31Z"), "seed", List.of(), Optional.empty()),
        out);
    return out.toByteArray();
  }

  private static String page(String svg) {
    return "<html lang=\"en\"><head><title>Picture</title></head><body><figure>"
        + svg
        + "</figure></body></html>";
  }

  private static Element svg(String inside) throws Exception {
    byte[] text = (OPEN + inside + "</svg>").getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text))
        .getDocumentElement();
  }
}
