package org.pgevidence.render;

import com.openhtmltopdf.context.ContentFunctionAbstract;
import com.openhtmltopdf.css.parser.FSFunction;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.layout.FunctionData;
import com.openhtmltopdf.layout.LayoutContext;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.InlineLayoutBox;
import com.openhtmltopdf.render.InlineText;
import com.openhtmltopdf.render.LineBox;
import com.openhtmltopdf.render.PageBox;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.render.displaylist.PagedBoxCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Element;

/**
 * A part of a report while it is printed. Belongs to one thread: the renderer keeps state there.
 */
final class PrintedPart implements AutoCloseable {
  private final PdfBoxRenderer renderer;

  PrintedPart(ReportPart part, PDDocument document, ReportFonts fonts) throws IOException {
    PdfRendererBuilder builder = PdfReport.builder(part, document, fonts);
    renderer = builder.buildPdfRenderer();
  }

  /**
   * What layout found.
   *
   * @param pages in order
   * @param anchors page of each, from 0
   */
  record Layout(List<PrintedPage> pages, Map<String, Integer> anchors) {}

  /**
   * One page.
   *
   * @param right margin in points
   * @param bottom margin in points
   */
  record PrintedPage(float right, float bottom) {}

  Layout layout(Iterable<String> ids) {
    renderer.layout();
    List<PageBox> boxes = renderer.getRootBox().getLayer().getPages();
    CssContext context = renderer.getSharedContext().newLayoutContextInstance();
    float dots = renderer.getOutputDevice().getDotsPerPoint();
    List<PrintedPage> pages = new ArrayList<>();
    for (PageBox page : boxes) {
      var margin = page.getMargin(context);
      pages.add(new PrintedPage(margin.right() / dots, margin.bottom() / dots));
    }
    Map<String, Integer> anchors = new LinkedHashMap<>();
    for (String id : ids) {
      Box box = renderer.getSharedContext().getBoxById(id);
      if (box != null) {
        anchors.put(
            id,
            PagedBoxCollector.findPageForY(
                context, PagedBoxCollector.findContentStartY(box), boxes));
      }
    }
    return new Layout(pages, anchors);
  }

  /**
   * Paints what is laid out.
   *
   * @param numbers page in the whole report of each anchor
   */
  void paint(Map<String, Integer> numbers) throws IOException {
    number(renderer.getRootBox(), numbers);
    renderer.createPDFWithoutClosing();
  }

  /** The renderer knows the pages of this part alone. */
  private static void number(Box box, Map<String, Integer> numbers) {
    if (box instanceof InlineLayoutBox inline) {
      for (Object child : inline.getInlineChildren()) {
        if (child instanceof InlineText text && text.isDynamicFunction()) {
          number(text, numbers);
        } else if (child instanceof Box inner) {
          number(inner, numbers);
        }
      }
    }
    if (box instanceof LineBox line) {
      line.getNonFlowContent().forEach(inner -> number(inner, numbers));
    }
    for (int i = 0; i < box.getChildCount(); i++) {
      number(box.getChild(i), numbers);
    }
  }

  private static void number(InlineText text, Map<String, Integer> numbers) {
    FSFunction function = text.getFunctionData().getFunction();
    if (!function.getName().equals("target-counter")) {
      return;
    }
    Box box = text.getParent();
    while (box.getElement() == null) {
      box = box.getParent();
    }
    Element link = box.getElement();
    String anchor = link.getAttribute("href").replaceFirst("^(#|" + ReportPart.ELSEWHERE + ")", "");
    Integer page = numbers.get(anchor);
    String number = page == null ? "" : page.toString();
    text.setFunctionData(new FunctionData(new Known(number), function));
  }

  /** A text that is known before the page is painted. */
  private static final class Known extends ContentFunctionAbstract {
    private final String text;

    Known(String text) {
      this.text = text;
    }

    @Override
    public String calculate(LayoutContext context, FSFunction function) {
      return text;
    }

    @Override
    public String calculate(RenderingContext context, FSFunction function, InlineText place) {
      return text;
    }

    @Override
    public String getLayoutReplacementText() {
      return text;
    }

    @Override
    public boolean canHandle(LayoutContext context, FSFunction function) {
      return true;
    }
  }

  @Override
  public void close() {
    renderer.close();
  }
}
