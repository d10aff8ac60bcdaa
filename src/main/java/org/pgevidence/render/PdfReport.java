package org.pgevidence.render;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes the PDF of a report: PDF/A-3a and PDF/UA-1, unsigned, the same bytes from the same report,
 * with empty tagged signature fields on its cover.
 */
final class PdfReport {
  /** PDFBox's reader indexes all objects anew for each object stream that it opens. */
  private static final int OBJECTS_A_STREAM = 4_000;

  private static final String ID = " id=\"";

  private PdfReport() {}

  /** Writes the PDF and gives the page of each anchor. */
  static Pages write(Report report, Templates templates, OutputStream out) throws IOException {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("report", report);
    model.put("cover", Cover.of(report));
    model.put("style", templates.text("report/report.css"));
    return write(templates.fill("report/report.ftl", model), PdfFinish.Identity.of(report), out);
  }

  /** Writes the PDF of a page description and gives the page of each anchor. */
  static Pages write(String html, PdfFinish.Identity identity, OutputStream out)
      throws IOException {
    XRLog.setLoggingEnabled(false);
    try (PDDocument document = new PDDocument();
        PdfBoxRenderer renderer = builder(html, document).buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      Pages pages = pages(renderer, html);
      PdfFinish.apply(document, identity);
      document.save(out, new CompressParameters(OBJECTS_A_STREAM));
      return pages;
    }
  }

  private static PdfRendererBuilder builder(String html, PDDocument document) throws IOException {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withHtmlContent(html, "about:blank");
    builder.toStream(OutputStream.nullOutputStream());
    builder.usePDDocument(document);
    builder.usePageSupplier((_, width, height, _, _) -> PaintedBoxes.page(document, width, height));
    builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_A);
    builder.usePdfUaAccessibility(true);
    builder.testMode(true); // leaves the pages plain; PaintedBoxes compresses them
    builder.withProducer("pgevidence");
    builder.useColorProfile(resource("/colour/sRGB.icc"));
    builder.useSVGDrawer(new BatikSVGDrawer());
    builder.useUnicodeLineBreaker(new LineBreaks());
    // The report names nothing outside itself; whatever a template asks for is refused.
    builder.useExternalResourceAccessControl(
        (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    font(builder, document, "LiberationSans-Regular", "Liberation Sans", 400, FontStyle.NORMAL);
    font(builder, document, "LiberationSans-Bold", "Liberation Sans", 700, FontStyle.NORMAL);
    font(builder, document, "LiberationSans-Italic", "Liberation Sans", 400, FontStyle.ITALIC);
    font(builder, document, "LiberationMono-Regular", "Liberation Mono", 400, FontStyle.NORMAL);
    font(builder, document, "LiberationMono-Bold", "Liberation Mono", 700, FontStyle.NORMAL);
    font(builder, document, "DejaVuSans", "DejaVu Sans", 400, FontStyle.NORMAL);
    byte[] pictures = resource("/fonts/LiberationSans-Regular.ttf");
    builder.useFont(
        () -> new ByteArrayInputStream(pictures),
        "Liberation Sans",
        400,
        FontStyle.NORMAL,
        true,
        EnumSet.of(FSFontUseCase.SVG));
    return builder;
  }

  private static void font(
      PdfRendererBuilder builder,
      PDDocument document,
      String file,
      String family,
      int weight,
      FontStyle style)
      throws IOException {
    byte[] bytes = PlainFont.of(resource("/fonts/" + file + ".ttf"));
    builder.useFont(
        new PDFontSupplier(MeasuredFont.of(document, bytes)), family, weight, style, true);
  }

  private static Pages pages(PdfBoxRenderer renderer, String html) {
    Map<String, Integer> numbers = new TreeMap<>();
    var layer = renderer.getRootBox().getLayer();
    var context = renderer.getSharedContext();
    for (int at = html.indexOf(ID); at >= 0; at = html.indexOf(ID, at)) {
      at += ID.length();
      String id = html.substring(at, html.indexOf('"', at));
      var box = context.getBoxById(id);
      if (box != null) {
        int y = box.getAbsY();
        for (int i = 0; i < layer.getPages().size(); i++) {
          var page = layer.getPages().get(i);
          if (y >= page.getTop() && y < page.getBottom()) {
            numbers.put(id, i + 1);
          }
        }
      }
    }
    return new Pages(numbers, layer.getPages().size());
  }

  static byte[] resource(String name) {
    try (InputStream in = PdfReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
