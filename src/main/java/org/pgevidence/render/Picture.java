package org.pgevidence.render;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A picture of rectangles, circles, paths and one-line texts (SVG 1.1), drawn on the page itself
 * with the fonts of the report, so that its texts can be found and copied.
 */
final class Picture implements SVGDrawer.SVGImage {
  private static final Set<String> ELEMENTS =
      Set.of("svg", "title", "desc", "rect", "circle", "path", "text");
  private static final String NUMBER = "-?\\d+(\\.\\d+)?";
  private static final String COLOUR = "none|#\\p{XDigit}{3}|#\\p{XDigit}{6}";
  private static final String ANY = "(?s).*";

  /** What each attribute may hold. */
  private static final Map<String, Pattern> ATTRIBUTES =
      attributes(
          Map.ofEntries(
              Map.entry("xmlns", ANY),
              Map.entry("role", ANY),
              Map.entry("aria-label", ANY),
              Map.entry("font-family", "Liberation Sans, sans-serif"),
              Map.entry("font-size", NUMBER),
              Map.entry("width", NUMBER),
              Map.entry("height", NUMBER),
              Map.entry("viewBox", "0 0 [1-9]\\d* [1-9]\\d*"),
              Map.entry("x", NUMBER),
              Map.entry("y", NUMBER),
              Map.entry("rx", NUMBER),
              Map.entry("cx", NUMBER),
              Map.entry("cy", NUMBER),
              Map.entry("r", NUMBER),
              Map.entry("d", PicturePath.COMMANDS),
              Map.entry("fill", COLOUR),
              Map.entry("stroke", COLOUR),
              Map.entry("stroke-width", NUMBER),
              Map.entry("stroke-dasharray", "[1-9]\\d*( [1-9]\\d*)*"),
              Map.entry("text-anchor", "start|end")));

  private static final String[] FAMILIES = {"Liberation Sans", "DejaVu Sans"};

  private final Element svg;
  private final double width;
  private final double height;

  /**
   * A picture.
   *
   * @param width in the renderer's dots
   * @param height in the renderer's dots
   */
  Picture(Element svg, double width, double height) {
    this.svg = svg;
    this.width = width;
    this.height = height;
  }

  private static Map<String, Pattern> attributes(Map<String, String> texts) {
    Map<String, Pattern> patterns = new HashMap<>();
    texts.forEach((name, text) -> patterns.put(name, Pattern.compile(text)));
    return Map.copyOf(patterns);
  }

  /** Whether a picture has nothing but what this class draws. */
  static boolean canDraw(Element svg) {
    return svg.hasAttribute("viewBox") && isKnown(svg);
  }

  private static boolean isKnown(Element element) {
    if (!ELEMENTS.contains(element.getNodeName())) {
      return false;
    }
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Pattern allowed = ATTRIBUTES.get(attributes.item(i).getNodeName());
      if (allowed == null || !allowed.matcher(attributes.item(i).getNodeValue()).matches()) {
        return false;
      }
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner && !isKnown(inner)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int getIntrinsicWidth() {
    return (int) width;
  }

  @Override
  public int getIntrinsicHeight() {
    return (int) height;
  }

  @Override
  public void drawSVG(OutputDevice page, RenderingContext context, double x, double y) {
    String[] box = svg.getAttribute("viewBox").split(" ", -1);
    double scale =
        Math.min(width / Double.parseDouble(box[2]), height / Double.parseDouble(box[3]));
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(scale, scale);
    var stroke = page.getStroke();
    for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        switch (element.getNodeName()) {
          case "rect" -> shape(page, element, rectangle(element), place);
          case "circle" -> shape(page, element, circle(element), place);
          case "path" -> shape(page, element, PicturePath.read(element.getAttribute("d")), place);
          case "text" -> text(page, context, element, place);
          default -> {
            // A title or a description: the figure has its text as an alternative.
          }
        }
      }
    }
    page.setStroke(stroke);
  }

  private static Shape rectangle(Element element) {
    double round = 2 * number(element, "rx", 0);
    return new RoundRectangle2D.Double(
        number(element, "x", 0),
        number(element, "y", 0),
        number(element, "width", 0),
        number(element, "height", 0),
        round,
        round);
  }

  private static Shape circle(Element element) {
    double radius = number(element, "r", 0);
    return new Ellipse2D.Double(
        number(element, "cx", 0) - radius,
        number(element, "cy", 0) - radius,
        2 * radius,
        2 * radius);
  }

  private static void shape(
      OutputDevice page, Element element, Shape shape, AffineTransform place) {
    Shape placed = place.createTransformedShape(shape);
    String fill = element.getAttribute("fill");
    if (!fill.equals("none")) {
      page.setColor(colour(fill));
      page.fill(placed);
    }
    String stroke = element.getAttribute("stroke");
    if (!stroke.isEmpty() && !stroke.equals("none")) {
      page.setColor(colour(stroke));
      page.setStroke(stroke(element, (float) place.getScaleX()));
      page.draw(placed);
    }
  }

  private static BasicStroke stroke(Element element, float scale) {
    float width = (float) number(element, "stroke-width", 1) * scale;
    String dashes = element.getAttribute("stroke-dasharray");
    float[] lengths = null;
    if (!dashes.isEmpty()) {
      String[] each = dashes.split(" ", -1);
      lengths = new float[each.length];
      for (int i = 0; i < each.length; i++) {
        lengths[i] = Float.parseFloat(each[i]) * scale;
      }
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, lengths, 0);
  }

  private void text(
      OutputDevice page, RenderingContext context, Element element, AffineTransform place) {
    String text = element.getTextContent();
    if (text.isEmpty()) {
      return;
    }
    FontSpecification specification = new FontSpecification();
    specification.families = FAMILIES;
    specification.size = (float) (number(svg, "font-size", 16) * place.getScaleX());
    specification.fontStyle = IdentValue.NORMAL;
    specification.fontWeight = IdentValue.NORMAL;
    specification.variant = IdentValue.NORMAL;
    var font = context.getFont(specification);
    double[] at = {number(element, "x", 0), number(element, "y", 0)};
    place.transform(at, 0, at, 0, 1);
    if (element.getAttribute("text-anchor").equals("end")) {
      at[0] -= context.getTextRenderer().getWidth(context.getFontContext(), font, text);
    }
    page.setColor(colour(element.getAttribute("fill")));
    page.setFont(font);
    context.getTextRenderer().drawString(page, text, (float) at[0], (float) at[1]);
  }

  /** Of an attribute; what is not given is black. */
  private static FSRGBColor colour(String value) {
    if (value.isEmpty()) {
      return new FSRGBColor(0, 0, 0);
    }
    String digits = value.substring(1);
    if (digits.length() == 3) {
      digits = digits.replaceAll("\\p{XDigit}", "$0$0");
    }
    int rgb = Integer.parseInt(digits, 16);
    return new FSRGBColor(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
  }

  private static double number(Element element, String name, double otherwise) {
    String value = element.getAttribute(name);
    return value.isEmpty() ? otherwise : Double.parseDouble(value);
  }
}
