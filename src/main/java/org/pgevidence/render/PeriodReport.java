package org.pgevidence.render;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * The report on a period in its three forms; each a pure function of period.json and the issue.
 *
 * @param period of the form of period.json
 * @param lastCollectedAt when the newest run was collected: the date of the documents
 */
public record PeriodReport(
    Map<String, @Nullable Object> period,
    Issue issue,
    String lastCollectedAt,
    Templates templates) {
  private static final int DAYS_OF_WEEK = 7;
  private static final Map<String, String> STATES =
      Map.of("run", "●", "explained", "○", "failed", "✗", "none", "–");

  /** Keeps the map as it is. */
  public PeriodReport {
    period = Collections.unmodifiableMap(new LinkedHashMap<>(period));
  }

  /** A month of the calendar: weeks from Monday, null where a day lies outside. */
  public record Month(String name, List<List<@Nullable Day>> weeks) {}

  /** A day of the calendar. */
  public record Day(int number, String state, String sign, int runs) {}

  /**
   * Writes report.pdf.
   *
   * @param attachments files put into the PDF
   */
  public void pdf(Path file, List<Issue.Attachment> attachments, Optional<Stamp> stamp)
      throws IOException {
    Map<String, Object> model = model();
    model.put("style", templates.text("report/report.css") + templates.text("period/print.css"));
    String html = templates.fill("period/print.ftl", model);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PdfReport.write(
          html,
          new PdfFinish.Identity(
              Instant.parse(lastCollectedAt), issue.packId() + "\0period", attachments, stamp),
          out);
    }
  }

  /** Writes report.html. */
  public void html(Path file) throws IOException {
    Map<String, Object> model = model();
    String style = templates.text("html/report.css") + templates.text("period/screen.css");
    model.put("style", style);
    model.put("styleHash", HtmlReport.hash(style));
    Files.writeString(file, templates.fill("period/screen.ftl", model));
  }

  /** Writes evidence.xlsx. */
  public void workbook(Path file) throws IOException {
    LocalDateTime when = LocalDateTime.ofInstant(Instant.parse(lastCollectedAt), ZoneOffset.UTC);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Workbooks.write(
          out,
          when,
          sheets -> {
            objects(sheets, "Runs", list("runs"));
            objects(sheets, "Calendar", list("calendar"));
            objects(sheets, "Failed runs", list("failed_runs"));
            objects(sheets, "Gaps", list("gaps"));
            histories(sheets);
            objects(sheets, "Exception events", list("exception_events"));
            objects(sheets, "Open at the end", list("exceptions_at_end"));
            objects(sheets, "Definitions changed", list("definitions_changed"));
            for (Object item : list("populations")) {
              sample(sheets, (Map<?, ?>) item);
            }
          });
    }
  }

  private List<?> list(String key) {
    return period.get(key) instanceof List<?> list ? list : List.of();
  }

  private static void objects(Workbooks sheets, String name, List<?> objects) throws IOException {
    List<String> header = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object object : objects) {
      Map<?, ?> map = (Map<?, ?>) object;
      if (header.isEmpty()) {
        map.keySet().forEach(key -> header.add(String.valueOf(key).replace('_', ' ')));
      }
      List<@Nullable Object> row = new ArrayList<>();
      map.values().forEach(value -> row.add(cell(value)));
      rows.add(row);
    }
    if (header.isEmpty()) {
      header.add("none");
    }
    sheets.sheet(name, header, Collections.nCopies(header.size(), 24), rows);
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return switch (value) {
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          String.join(", ", list.stream().map(String::valueOf).toList());
      case List<?> list -> Json.compact(list);
      case Map<?, ?> map -> Json.compact(map);
      case Boolean flag -> flag ? "yes" : "no";
      case null, default -> value;
    };
  }

  private void histories(Workbooks sheets) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Object item : list("checks")) {
      Map<?, ?> check = (Map<?, ?>) item;
      if (check.get("history") instanceof List<?> history) {
        for (Object one : history) {
          Map<?, ?> run = (Map<?, ?>) one;
          rows.add(
              Workbooks.row(
                  check.get("id"),
                  check.get("title"),
                  run.get("pack"),
                  run.get("verdict"),
                  run.get("examined"),
                  run.get("failed"),
                  run.get("undecided")));
        }
      }
    }
    sheets.sheet(
        "Checks",
        List.of("Check", "Expected state", "Pack", "Verdict", "Examined", "Failed", "Undecided"),
        List.of(11, 50, 26, 15, 10, 10, 10),
        rows);
  }

  private static void sample(Workbooks sheets, Map<?, ?> population) throws IOException {
    if (population.get("columns") instanceof List<?> columns
        && population.get("sampled") instanceof List<?> sampled) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (Object row : sampled) {
        rows.add(new ArrayList<>((List<?>) row));
      }
      List<String> header =
          columns.stream().map(name -> String.valueOf(name).replace('_', ' ')).toList();
      sheets.sheet(
          "Sample " + population.get("name"), header, Collections.nCopies(header.size(), 24), rows);
    }
  }

  private Map<String, Object> model() {
    Map<String, Object> model = new HashMap<>();
    model.put("period", period);
    model.put("issue", issue);
    model.put("months", months());
    model.put("widths", sampleWidths());
    model.put(
        "signs",
        Map.of(
            "pass", "✓", "fail", "✗", "not_assessed", "?", "not_applicable", "–", "manual", "✎"));
    return model;
  }

  /** Population → widths of its columns in percent, by what the sample prints. */
  private Map<String, List<Double>> sampleWidths() {
    Map<String, List<Double>> widths = new HashMap<>();
    for (Object item : list("populations")) {
      Map<?, ?> population = (Map<?, ?>) item;
      if (population.get("columns") instanceof List<?> columns
          && population.get("sampled") instanceof List<?> sampled) {
        List<List<String>> rows =
            sampled.stream()
                .map(row -> ((List<?>) row).stream().map(String::valueOf).toList())
                .toList();
        widths.put(
            String.valueOf(population.get("name")),
            ColumnWidths.percent(columns.stream().map(String::valueOf).toList(), rows));
      }
    }
    return widths;
  }

  private List<Month> months() {
    Map<String, List<Day>> days = new LinkedHashMap<>();
    Map<String, LocalDate> firsts = new LinkedHashMap<>();
    for (Object item : list("calendar")) {
      Map<?, ?> day = (Map<?, ?>) item;
      String text = String.valueOf(day.get("day"));
      String state = String.valueOf(day.get("state"));
      int runs = day.get("runs") instanceof List<?> list ? list.size() : 0;
      firsts.putIfAbsent(text.substring(0, 7), LocalDate.parse(text));
      days.computeIfAbsent(text.substring(0, 7), month -> new ArrayList<>())
          .add(
              new Day(
                  Integer.parseInt(text.substring(8)),
                  state,
                  STATES.getOrDefault(state, "?"),
                  runs));
    }
    List<Month> months = new ArrayList<>();
    days.forEach(
        (name, list) -> {
          LocalDate first = firsts.getOrDefault(name, LocalDate.EPOCH);
          List<@Nullable Day> cells = new ArrayList<>();
          for (int i = 1; i < first.getDayOfWeek().getValue(); i++) {
            cells.add(null);
          }
          cells.addAll(list);
          while (cells.size() % DAYS_OF_WEEK != 0) {
            cells.add(null);
          }
          List<List<@Nullable Day>> weeks = new ArrayList<>();
          for (int i = 0; i < cells.size(); i += DAYS_OF_WEEK) {
            weeks.add(cells.subList(i, i + DAYS_OF_WEEK));
          }
          months.add(new Month(name, weeks));
        });
    return months;
  }
}
