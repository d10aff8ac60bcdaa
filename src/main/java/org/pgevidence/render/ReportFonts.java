package org.pgevidence.render;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The fonts of a report, embedded once and used by all of its parts. */
final class ReportFonts {
  private static final String SANS = "LiberationSans-Regular";

  private record Face(MeasuredFont font, String family, int weight, FontStyle style) {}

  private final List<Face> faces = new ArrayList<>();

  ReportFonts(PDDocument document) throws IOException {
    add(document, SANS, "Liberation Sans", 400, FontStyle.NORMAL);
    add(document, "LiberationSans-Bold", "Liberation Sans", 700, FontStyle.NORMAL);
    add(document, "LiberationSans-Italic", "Liberation Sans", 400, FontStyle.ITALIC);
    add(document, "LiberationMono-Regular", "Liberation Mono", 400, FontStyle.NORMAL);
    add(document, "LiberationMono-Bold", "Liberation Mono", 700, FontStyle.NORMAL);
    add(document, "DejaVuSans", "DejaVu Sans", 400, FontStyle.NORMAL);
  }

  private void add(PDDocument document, String file, String family, int weight, FontStyle style)
      throws IOException {
    byte[] bytes = PlainFont.of(PdfReport.resource("/fonts/" + file + ".ttf"));
    faces.add(new Face(MeasuredFont.of(document, bytes), family, weight, style));
  }

  /** Gives them to a renderer. */
  void use(PdfRendererBuilder builder) {
    for (Face face : faces) {
      builder.useFont(
          new PDFontSupplier(face.font()), face.family(), face.weight(), face.style(), true);
    }
  }

  /** The file of the upright face without serifs. */
  static byte[] sansFile() {
    return PdfReport.resource("/fonts/" + SANS + ".ttf");
  }

  /** The upright face without serifs. */
  MeasuredFont sans() {
    return faces.getFirst().font();
  }

  /**
   * Embeds the glyphs that were used; PDFBox itself does so only for the document that it saves.
   */
  void embed() throws IOException {
    for (Face face : faces) {
      if (face.font().isUsed()) {
        face.font().subset();
      }
    }
  }
}
