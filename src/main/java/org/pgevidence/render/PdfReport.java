package org.pgevidence.render;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.pgevidence.fact.UserFault;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Makes the PDF of a report: PDF/A-3a and PDF/UA-1, unsigned, the same bytes from the same report,
 * with empty tagged signature fields on its cover.
 */
final class PdfReport {
  /** PDFBox's reader indexes all objects anew for each object stream that it opens. */
  private static final int OBJECTS_A_STREAM = 4_000;

  private static final List<String> READS_OTHER_FILES =
      List.of(
          "http://apache.org/xml/features/nonvalidating/load-external-dtd",
          "http://xml.org/sax/features/external-general-entities",
          "http://xml.org/sax/features/external-parameter-entities");

  private static final Map<String, byte[]> RESOURCES = new ConcurrentHashMap<>();

  private PdfReport() {}

  /** The page description of a report. */
  static String page(Report report, Templates templates) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("report", report);
    model.put("cover", Cover.of(report));
    model.put("style", templates.text("report/report.css"));
    return templates.fill("report/report.ftl", model);
  }

  /** Writes the PDF of a page description and gives the page of each anchor. */
  static Pages write(String html, PdfFinish.Identity identity, OutputStream out)
      throws IOException {
    try (PrintedReport printed = PrintedReport.of(html, Optional.empty())) {
      save(printed, identity, out);
      return printed.pages();
    }
  }

  /** Writes what is printed. */
  static void save(PrintedReport printed, PdfFinish.Identity identity, OutputStream out)
      throws IOException {
    PdfFinish.apply(printed.document(), printed.fonts(), identity);
    printed.document().save(out, new CompressParameters(OBJECTS_A_STREAM));
  }

  static PdfRendererBuilder builder(ReportPart part, PDDocument document, ReportFonts fonts) {
    XRLog.setLoggingEnabled(false);
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withW3cDocument(document(part.html()), "about:blank");
    builder.toStream(OutputStream.nullOutputStream());
    builder.usePDDocument(document);
    builder.usePageSupplier((_, width, height, _, _) -> PaintedBoxes.page(document, width, height));
    builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_A);
    builder.usePdfUaAccessibility(true);
    builder.testMode(true); // leaves the pages plain; PaintedBoxes compresses them
    builder.withProducer("pgevidence");
    builder.useColorProfile(resource("/colour/sRGB.icc"));
    builder.useSVGDrawer(new PictureDrawer());
    builder.useUnicodeLineBreaker(new LineBreaks());
    builder.addDOMMutator(page -> keepBookmarks(page, part.ids()));
    // The report names nothing outside itself; whatever a template asks for is refused.
    builder.useExternalResourceAccessControl(
        (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    fonts.use(builder);
    return builder;
  }

  /** Parsed here: the renderer passes each page through a style sheet processor. */
  private static Document document(String html) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      for (String feature : READS_OTHER_FILES) {
        factory.setFeature(feature, false);
      }
      // All of it is read; making each node when it is asked for takes longer.
      factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(html)));
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("the XML parser of Java is missing", e);
    } catch (SAXException e) {
      throw UserFault.usage(
          "The templates give a page that is not well-formed XML: "
              + e.getMessage()
              + " Mend them.");
    }
  }

  private static void keepBookmarks(Document page, Set<String> ids) {
    // They stand in the head; all else need not be searched.
    Element head = (Element) page.getElementsByTagName("head").item(0);
    NodeList bookmarks = head.getElementsByTagName("bookmark");
    for (int i = bookmarks.getLength() - 1; i >= 0; i--) {
      Element bookmark = (Element) bookmarks.item(i);
      if (!ids.contains(bookmark.getAttribute("href").substring(1))) {
        bookmark.getParentNode().removeChild(bookmark);
      }
    }
  }

  /** A file of the program, read once; not to be changed. */
  static byte[] resource(String name) {
    return RESOURCES.computeIfAbsent(name, PdfReport::read);
  }

  private static byte[] read(String name) {
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
