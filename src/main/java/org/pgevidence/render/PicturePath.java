package org.pgevidence.render;

import java.awt.geom.Path2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of a picture: straight lines and cubic curves (SVG 1.1, 8.3). */
final class PicturePath {
  private static final String NUMBER = "-?\\d+(?:\\.\\d+)?";
  private static final String POINT = " *" + NUMBER + "[ ,]+" + NUMBER + " *";

  /** What can be read, as a regular expression. */
  static final String COMMANDS =
      "(?:M%1$s(?:[MLml]%1$s|[Hh] *%2$s *|C%1$s(?:,?%1$s){2}|[Zz] *)*)?".formatted(POINT, NUMBER);

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z]|" + NUMBER);

  private final Path2D path = new Path2D.Double();
  private final Matcher tokens;

  private PicturePath(String commands) {
    tokens = TOKEN.matcher(commands);
  }

  static Path2D read(String commands) {
    PicturePath read = new PicturePath(commands);
    while (read.tokens.find()) {
      read.command(read.tokens.group().charAt(0));
    }
    return read.path;
  }

  private void command(char command) {
    var current = path.getCurrentPoint();
    double x = current == null ? 0 : current.getX();
    double y = current == null ? 0 : current.getY();
    switch (command) {
      case 'M' -> path.moveTo(next(), next());
      case 'm' -> path.moveTo(x + next(), y + next());
      case 'L' -> path.lineTo(next(), next());
      case 'l' -> path.lineTo(x + next(), y + next());
      case 'H' -> path.lineTo(next(), y);
      case 'h' -> path.lineTo(x + next(), y);
      case 'C' -> path.curveTo(next(), next(), next(), next(), next(), next());
      case 'Z', 'z' -> path.closePath();
      default -> throw new IllegalArgumentException("a path has the unknown command " + command);
    }
  }

  private double next() {
    if (!tokens.find()) {
      throw new IllegalArgumentException("a path ends within a command");
    }
    return Double.parseDouble(tokens.group());
  }
}
