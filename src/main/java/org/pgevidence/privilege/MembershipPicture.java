package org.pgevidence.privilege;

import java.util.Optional;
import org.pgevidence.fact.Facts;

/**
 * The roles that reach classified data or a superuser, as a drawing: roles from left to right, what
 * they reach on the right. Shapes and line styles differ as well as colours, so that it reads in
 * grey. The same rows give the same bytes.
 */
public final class MembershipPicture {
  private static final int BOX = 132;
  private static final int STEP = 176;
  private static final int ROW = 25;
  private static final int TOP = 24;

  /** Pixels between the margins of a printed page. */
  private static final int WIDEST = 640;

  private final PictureGraph graph;
  private final PictureLayout layout;

  private MembershipPicture(PictureGraph graph) {
    this.graph = graph;
    this.layout = new PictureLayout(graph);
  }

  /** The drawing of derived rows; empty when no role reaches either. */
  public static Optional<MembershipPicture> of(Facts facts) {
    PictureGraph graph = PictureGraph.of(facts);
    return graph.nodes().isEmpty() ? Optional.empty() : Optional.of(new MembershipPicture(graph));
  }

  /** What it shows, in words. */
  public String text() {
    return "Lines lead from a role to the roles it acts with, and to what is reached in the end: "
        + graph.reachingData()
        + " roles reach classified data, "
        + graph.reachingSuperuser()
        + " roles are or equal superusers. "
        + (graph.isCut()
            ? "The picture is cut to "
                + graph.roleCount()
                + " of "
                + graph.allRoles()
                + " roles: ways to superusers first, then the roles that reach most tables; the"
                + " tables have all. "
            : "All " + graph.roleCount() + " of these roles are drawn. ")
        + "A thick frame is a role that can log in, a dark box a superuser, a dashed line a"
        + " membership that the role must first grant itself.";
  }

  /** One svg element with its title and description inside. */
  public String svg() {
    int width = layout.columns() * STEP + BOX - STEP + 16;
    int height = TOP + Math.max(1, layout.rows()) * ROW + 8;
    int shown = Math.min(width, WIDEST);
    StringBuilder svg = new StringBuilder(8192);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
        .append(shown)
        .append("\" height=\"")
        .append(height * shown / width)
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append(
            "\" font-family=\"Liberation Sans, sans-serif\" font-size=\"10\">\n<title>Membership graph</title>\n")
        .append("<desc>")
        .append(escaped(text()))
        .append("</desc>\n");
    graph.edges().forEach((edge, isGranted) -> line(svg, edge, isGranted));
    graph.nodes().forEach(node -> box(svg, node));
    return svg.append("</svg>\n").toString();
  }

  private int x(PictureGraph.Node node) {
    return 8 + (layout.columns() - 1 - layout.layer(node)) * STEP;
  }

  private int y(PictureGraph.Node node) {
    return TOP + layout.row(node) * ROW;
  }

  private void line(StringBuilder svg, PictureGraph.Edge edge, boolean isGranted) {
    int startX = x(edge.from()) + BOX;
    int startY = y(edge.from()) + 9;
    int endX = x(edge.to());
    int endY = y(edge.to()) + 9;
    boolean isForward = endX > startX;
    int bend = isForward ? (endX - startX) / 2 : 30;
    svg.append("<path fill=\"none\" stroke=\"#5b6475\" stroke-width=\"1\"")
        .append(isGranted ? " stroke-dasharray=\"4 3\"" : "")
        .append(" d=\"M ")
        .append(startX)
        .append(' ')
        .append(startY)
        .append(" C ")
        .append(startX + bend)
        .append(' ')
        .append(startY)
        .append(' ')
        .append(isForward ? endX - bend : endX + BOX + bend)
        .append(' ')
        .append(endY)
        .append(' ')
        .append(isForward ? endX : endX + BOX)
        .append(' ')
        .append(endY)
        .append("\"/>\n");
  }

  private void box(StringBuilder svg, PictureGraph.Node node) {
    String fill =
        switch (node.kind()) {
          case SUPERUSER -> "#1f2a44";
          case GOAL -> "#d9d9de";
          case ROLE, LOGIN -> "#ffffff";
        };
    svg.append("<rect x=\"")
        .append(x(node))
        .append("\" y=\"")
        .append(y(node))
        .append("\" width=\"")
        .append(BOX)
        .append("\" height=\"18\" rx=\"")
        .append(node.kind() == PictureGraph.Kind.GOAL ? 0 : 4)
        .append("\" fill=\"")
        .append(fill)
        .append("\" stroke=\"#1f2a44\" stroke-width=\"")
        .append(node.kind() == PictureGraph.Kind.LOGIN ? "2" : "0.8")
        .append("\"/>\n<text x=\"")
        .append(x(node) + 6)
        .append("\" y=\"")
        .append(y(node) + 13)
        .append("\" fill=\"")
        .append(node.kind() == PictureGraph.Kind.SUPERUSER ? "#ffffff" : "#1f2a44")
        .append("\">")
        .append(escaped(shortened(node.name())))
        .append("</text>\n");
  }

  private static String shortened(String name) {
    int count = name.codePointCount(0, name.length());
    return count <= 22 ? name : name.substring(0, name.offsetByCodePoints(0, 21)) + "…";
  }

  /** Text as XML may hold it; control characters and marks of direction are shown as a box. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean isHidden =
                  Character.isISOControl(c)
                      || Character.getType(c) == Character.FORMAT
                      || Character.getType(c) == Character.SURROGATE
                      || c == 0xFFFE
                      || c == 0xFFFF;
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isHidden ? 0x25A1 : c);
              }
            });
    return out.toString();
  }
}
