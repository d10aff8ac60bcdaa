package org.pgevidence.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * The period as a picture: one line per system, one mark per day for backups, failures, silence,
 * WAL gaps and drills. Shapes differ as well as colours, so that it reads in grey.
 */
public final class BackupCalendar {
  private static final int LEFT = 170;
  private static final int WIDTH = 720;
  private static final int ROW = 34;
  private static final int TOP = 30;

  private final Facts facts;
  private final LocalDate from;
  private final LocalDate to;
  private final List<Row> systems;

  private BackupCalendar(Facts facts, LocalDate from, LocalDate to, List<Row> systems) {
    this.facts = facts;
    this.from = from;
    this.to = to;
    this.systems = systems;
  }

  /** The calendar of derived rows; empty when no system with a time is known. */
  public static Optional<BackupCalendar> of(Facts facts) {
    List<Row> systems = new ArrayList<>();
    facts.forEach(
        "backup_system",
        row -> {
          if (row.textOrNull("from_at") != null && row.textOrNull("to_at") != null) {
            systems.add(row);
          }
        });
    if (systems.isEmpty()) {
      return Optional.empty();
    }
    LocalDate from =
        systems.stream()
            .map(row -> day(row.text("from_at")))
            .min(LocalDate::compareTo)
            .orElseThrow();
    LocalDate last =
        systems.stream().map(row -> day(row.text("to_at"))).max(LocalDate::compareTo).orElseThrow();
    LocalDate to =
        facts
            .single("snapshot")
            .map(row -> day(row.text("collected_at")))
            .filter(day -> day.isAfter(last))
            .orElse(last);
    return Optional.of(new BackupCalendar(facts, from, to.plusDays(1), systems));
  }

  private static LocalDate day(String at) {
    return Instant.parse(at).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private double x(String at) {
    double days = ChronoUnit.DAYS.between(from, to);
    double offset =
        ChronoUnit.SECONDS.between(from.atStartOfDay().toInstant(ZoneOffset.UTC), Instant.parse(at))
            / 86_400.0;
    return LEFT + Math.clamp(offset / days, 0.0, 1.0) * WIDTH;
  }

  /** The picture as SVG text with its title and description inside. */
  public String svg() {
    int height = TOP + ROW * systems.size() + 44;
    StringBuilder svg = new StringBuilder(4096);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"910\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 910 ")
        .append(height)
        .append(
            "\" font-family=\"sans-serif\" font-size=\"11\">\n<title>Backup calendar</title>\n<desc>")
        .append(escape(altText()))
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
    each(
        "backup_silence",
        system,
        row -> span(svg, row.text("from_at"), row.text("to_at"), y + 4, ROW - 8, "#d9d9de"));
    each(
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
    each("backup", system, row -> mark(svg, row, middle));
    each(
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

  private void each(String table, Row system, java.util.function.Consumer<Row> action) {
    facts.forEach(
        table,
        row -> {
          if (row.text("tool").equals(system.text("tool"))
              && row.text("system").equals(system.text("system"))) {
            action.accept(row);
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
        String fill =
            Long.valueOf(1).equals(backup.numberOrNull("has_page_error")) ? "#e09000" : "#1b7f3b";
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%d\" r=\"%s\" fill=\"%s\"/>%n",
                x,
                middle,
                isFull ? "4.5" : "2.5",
                fill));
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
    svg.append("<text x=\"8\" y=\"")
        .append(y)
        .append(
            "\" fill=\"#333\">large dot: full · small dot: increment · orange: holds damaged pages · cross: failed · ring: end not seen · triangle: restore (filled: opened) · grey: no source · red bar: WAL gap</text>\n");
  }

  /** The same in words, for readers who cannot see it. */
  public String altText() {
    StringBuilder text = new StringBuilder("Backups from " + from + " to " + to.minusDays(1) + ".");
    for (Row system : systems) {
      long[] restores = new long[2];
      each("restore", system, row -> restores[row.text("result").equals("pass") ? 0 : 1]++);
      text.append(' ')
          .append(system.text("id"))
          .append(": ")
          .append(system.number("succeeded"))
          .append(" succeeded, ")
          .append(system.number("failed"))
          .append(" failed, ")
          .append(system.number("unknown"))
          .append(" with unknown end, ")
          .append(system.number("wal_gap_count"))
          .append(" WAL gaps, ")
          .append(restores[0])
          .append(" restores opened, ")
          .append(restores[1])
          .append(" failed or not proven.");
    }
    return text.toString();
  }

  /** Drills with measured and promised times: rows of text, header first. */
  public List<List<String>> drills() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "System",
            "Backup",
            "Opened",
            "Result",
            "RTO s (objective)",
            "RPO s (objective)",
            "Content checks"));
    Row objective = facts.single("objective").orElse(null);
    facts.forEach(
        "restore",
        row -> {
          if (row.flag("is_drill")) {
            rows.add(
                List.of(
                    row.text("tool") + " / " + row.text("system"),
                    shown(row.value("label")),
                    shown(row.value("opened_at")),
                    row.text("result"),
                    shown(row.value("rto_s")) + promised(objective, "rto_s"),
                    shown(row.value("rpo_s")) + promised(objective, "rpo_s"),
                    row.number("content_checks")
                        + " passed, "
                        + row.number("content_failures")
                        + " failed"));
          }
        });
    return rows;
  }

  private static String promised(@Nullable Row objective, String column) {
    Object value = objective == null ? null : objective.value(column);
    return " (" + (value == null ? "not declared" : value) + ")";
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "not measured" : String.valueOf(value);
  }

  private static String escape(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
