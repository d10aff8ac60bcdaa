package org.pgevidence.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.pgevidence.fact.Row;

/** Draws a {@link BackupCalendar} as one svg element without scripts, styles and references. */
final class CalendarPicture {
  private static final int LEFT = 170;
  private static final int WIDTH = 720;

  /** Points that fit the text of a page of A4. */
  private static final int PAGE = 640;

  private static final int ROW = 34;
  private static final int TOP = 30;

  private final BackupCalendar calendar;
  private final LocalDate from;
  private final LocalDate to;
  private final List<Row> systems;

  CalendarPicture(BackupCalendar calendar, LocalDate from, LocalDate to, List<Row> systems) {
    this.calendar = calendar;
    this.from = from;
    this.to = to;
    this.systems = systems;
  }

  private double x(String at) {
    double days = ChronoUnit.DAYS.between(from, to);
    double offset =
        ChronoUnit.SECONDS.between(from.atStartOfDay().toInstant(ZoneOffset.UTC), Instant.parse(at))
            / 86_400.0;
    return LEFT + Math.clamp(offset / days, 0.0, 1.0) * WIDTH;
  }

  String svg() {
    int height = TOP + ROW * systems.size() + 58;
    StringBuilder svg = new StringBuilder(4096);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
        .append(PAGE)
        .append("\" height=\"")
        .append(height * PAGE / 910)
        .append("\" viewBox=\"0 0 910 ")
        .append(height)
        .append(
            "\" font-family=\"Liberation Sans, sans-serif\" font-size=\"11\">\n<title>Backup calendar</title>\n<desc>")
        .append(escape(calendar.altText()))
        .append("</desc>\n");
    svg.append("<text x=\"")
        .append(LEFT)
        .append("\" y=\"16\">")
        .append(from)
        .append("</text><text x=\"")
        .append(LEFT + WIDTH)
        .append("\" y=\"16\" text-anchor=\"end\">")
        .append(to.minusDays(1))
        .append("</text>\n");
    int y = TOP;
    for (Row system : systems) {
      line(svg, system, y);
      y += ROW;
    }
    legend(svg, y + 20);
    return svg.append("</svg>\n").toString();
  }

  private void line(StringBuilder svg, Row system, int y) {
    String name = system.text("id");
    String shown = name.length() > 26 ? name.substring(0, 25) + "…" : name;
    int middle = y + ROW / 2;
    svg.append("<text x=\"8\" y=\"")
        .append(middle + 4)
        .append("\">")
        .append(escape(shown))
        .append("</text>\n");
    svg.append("<rect x=\"")
        .append(LEFT)
        .append("\" y=\"")
        .append(y + 4)
        .append("\" width=\"")
        .append(WIDTH)
        .append("\" height=\"")
        .append(ROW - 8)
        .append("\" fill=\"#f4f5f7\"/>\n");
    calendar.each(
        "backup_silence",
        system,
        row -> span(svg, row.text("from_at"), row.text("to_at"), y + 4, ROW - 8, "#d9d9de"));
    calendar.each(
        "wal_gap",
        system,
        row -> {
          String at =
              row.textOrNull("after_at") == null
                  ? row.textOrNull("before_at")
                  : row.textOrNull("after_at");
          if (at != null) {
            String end = row.textOrNull("before_at") == null ? at : row.text("before_at");
            span(svg, at, end, y + ROW - 10, 6, "#b00020");
          }
        });
    calendar.each("backup", system, row -> mark(svg, row, middle));
    calendar.each(
        "restore",
        system,
        row -> {
          String at =
              row.textOrNull("opened_at") == null
                  ? row.textOrNull("started_at")
                  : row.textOrNull("opened_at");
          if (at != null) {
            boolean isGood = row.text("result").equals("pass");
            svg.append(
                String.format(
                    Locale.ROOT,
                    "<path d=\"M%.1f %d l5 8 h-10 z\" fill=\"%s\" stroke=\"#1a237e\"/>%n",
                    x(at),
                    y + 3,
                    isGood ? "#1a237e" : "#ffffff"));
          }
        });
  }

  private void span(StringBuilder svg, String start, String end, int y, int height, String colour) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
            x(start),
            y,
            Math.max(2.0, x(end) - x(start)),
            height,
            colour));
  }

  private void mark(StringBuilder svg, Row backup, int middle) {
    String at =
        backup.textOrNull("stopped_at") == null
            ? backup.textOrNull("started_at")
            : backup.textOrNull("stopped_at");
    if (at == null) {
      return;
    }
    double x = x(at);
    boolean isFull =
        "full".equals(backup.textOrNull("type")) || "snapshot".equals(backup.textOrNull("type"));
    switch (backup.text("result")) {
      case "succeeded" -> {
        boolean isDamaged = Long.valueOf(1).equals(backup.numberOrNull("has_page_error"));
        double radius = isFull ? 4.5 : 2.5;
        svg.append(
            isDamaged
                ? String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#e09000\" stroke=\"#333\"/>%n",
                    x - radius,
                    middle - radius,
                    2 * radius,
                    2 * radius)
                : String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%d\" r=\"%.1f\" fill=\"#1b7f3b\"/>%n",
                    x,
                    middle,
                    radius));
      }
      case "failed" ->
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<path d=\"M%.1f %d l8 8 m0 -8 l-8 8\" stroke=\"#b00020\" stroke-width=\"2\"/>%n",
                  x - 4,
                  middle - 4));
      default ->
          svg.append(
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"none\" stroke=\"#666\"/>%n",
                  x,
                  middle));
    }
  }

  private static void legend(StringBuilder svg, int y) {
    List<String> lines =
        List.of(
            "large dot: full · small dot: increment · square: holds damaged pages · cross: failed ·"
                + " ring: end not seen",
            "triangle: restore (filled: the server opened) · grey band: no source tells of this time ·"
                + " red bar below: WAL missing");
    for (int i = 0; i < lines.size(); i++) {
      svg.append("<text x=\"8\" y=\"")
          .append(y + i * 15)
          .append("\" fill=\"#333\">")
          .append(lines.get(i))
          .append("</text>\n");
    }
  }

  private static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", " ")
        .replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
