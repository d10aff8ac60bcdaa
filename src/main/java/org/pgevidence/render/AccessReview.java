package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.pgevidence.fact.Facts;
import org.pgevidence.privilege.ReviewLine;
import org.pgevidence.privilege.ReviewPopulation;

/**
 * access-review.xlsx: effective rights for sign-off. One sheet per database, one of duties, one of
 * roles that equal superusers, and a first sheet whose counts reconcile with the facts. All cells
 * are text or numbers, never formulas, so names cannot become code.
 */
public final class AccessReview {
  private static final int MOST_ROWS = 1_000_000;
  private static final List<String> DECISION =
      List.of("Decision", "Reviewer", "Date of decision", "Note");

  private final Facts facts;
  private final ReviewPopulation population;
  private final ReviewTables tables;

  /**
   * The review of facts, derived rows and context; the same facts give the same bytes. Needs the
   * tables of {@link org.pgevidence.privilege.Estate#NEEDED}.
   */
  public AccessReview(Facts facts) {
    this.facts = facts;
    population = new ReviewPopulation(facts);
    tables = new ReviewTables(facts, population);
  }

  /** Writes the workbook. */
  public void write(OutputStream out) throws IOException {
    // The writer streams without sizes, so the parts are read back through the index of the file.
    Path raw = Files.createTempFile("access-review", ".xlsx");
    try {
      try (OutputStream file = Files.newOutputStream(raw);
          Workbook workbook = new Workbook(file, "pgevidence", "1.0")) {
        fill(workbook);
      }
      String collectedAt = facts.single("snapshot").map(row -> row.text("collected_at")).orElse("");
      StableZip.copy(raw, collectedAt, out);
    } finally {
      Files.delete(raw);
    }
  }

  private void fill(Workbook workbook) throws IOException {
    Worksheet scope = workbook.newWorksheet("Scope");
    Map<String, Integer> counts = new HashMap<>();
    Set<String> names = new HashSet<>(Set.of("scope", "duties", "superuser equivalents"));
    for (String database : population.databases()) {
      List<ReviewLine> lines = population.lines(database);
      counts.put(database, lines.size());
      rights(workbook.newWorksheet(ReviewCells.sheetName(database, names)), lines);
    }
    table(workbook.newWorksheet("Duties"), ReviewTables.DUTIES, tables.duties());
    table(
        workbook.newWorksheet("Superuser equivalents"),
        ReviewTables.SUPERUSERS,
        tables.superusers());
    scope(scope, tables.scope(counts));
  }

  /** A file of the review as CSV (RFC 4180, line feed), for other tools. */
  @FunctionalInterface
  public interface CsvFile {
    /** Writes it; the appendable stays open. */
    void writeTo(Appendable out) throws IOException;
  }

  /**
   * The sheets as CSV, by file name: the lines of all databases, duties, roles that equal
   * superusers, and the counts.
   */
  public Map<String, CsvFile> csv() {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, CsvFile> files = new LinkedHashMap<>();
    files.put("access-review.csv", out -> rights(population, counts, out));
    files.put("access-review-duties.csv", out -> csv(ReviewTables.DUTIES, tables.duties(), out));
    files.put(
        "access-review-superusers.csv",
        out -> csv(ReviewTables.SUPERUSERS, tables.superusers(), out));
    files.put(
        "access-review-scope.csv",
        out -> {
          for (List<Object> row : tables.scope(counts)) {
            out.append(line(row)).append('\n');
          }
        });
    return files;
  }

  private static void rights(
      ReviewPopulation population, Map<String, Integer> counts, Appendable out) throws IOException {
    out.append("database,roles,role_count,schema,rights,relation_count,first_relation,path\n");
    for (String database : population.databases()) {
      List<ReviewLine> lines = population.lines(database);
      counts.put(database, lines.size());
      for (ReviewLine line : lines) {
        List<Object> values = new ArrayList<>(List.of(line.database()));
        values.addAll(cells(line));
        out.append(line(values)).append('\n');
      }
    }
  }

  private static void csv(List<String> columns, List<List<Object>> rows, Appendable out)
      throws IOException {
    List<String> names =
        columns.stream().map(c -> c.toLowerCase(Locale.ROOT).replace(' ', '_')).toList();
    out.append(String.join(",", names)).append('\n');
    for (List<Object> row : rows) {
      out.append(line(row)).append('\n');
    }
  }

  private static String line(List<Object> values) {
    return String.join(",", values.stream().map(value -> csv(value.toString())).toList());
  }

  // Quoted identifiers never start with = + - or @; the apostrophe is for all else that would.
  private static String csv(String value) {
    boolean isRisky = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    return '"' + (isRisky ? "'" : "") + value.replace("\"", "\"\"") + '"';
  }

  private static List<Object> cells(ReviewLine line) {
    return List.of(
        line.roles(),
        line.roleCount(),
        line.schema(),
        line.rights(),
        line.relationCount(),
        line.example(),
        line.path());
  }

  private static void rights(Worksheet sheet, List<ReviewLine> lines) throws IOException {
    header(sheet, ReviewTables.RIGHTS, true);
    int last = Math.min(lines.size(), MOST_ROWS);
    for (int i = 0; i < last; i++) {
      ReviewCells.row(sheet, i + 1, cells(lines.get(i)));
    }
    finish(sheet, ReviewTables.RIGHTS.size(), last);
  }

  private static void table(Worksheet sheet, List<String> columns, List<List<Object>> rows)
      throws IOException {
    header(sheet, columns, true);
    for (int i = 0; i < rows.size(); i++) {
      ReviewCells.row(sheet, i + 1, rows.get(i));
    }
    finish(sheet, columns.size(), rows.size());
  }

  private static void scope(Worksheet sheet, List<List<Object>> rows) throws IOException {
    for (int i = 0; i < rows.size(); i++) {
      ReviewCells.row(sheet, i, rows.get(i));
    }
    SheetLook.paper(sheet);
    sheet.range(0, 0, rows.size() - 1, 0).style().bold().verticalAlignment("top").set();
    sheet.range(0, 1, rows.size() - 1, 1).style().wrapText(true).horizontalAlignment("left").set();
    sheet.width(0, 52);
    sheet.width(1, 60);
    for (int i = 2; i < 6; i++) {
      sheet.width(i, 30);
    }
    sheet.finish();
  }

  private static void header(Worksheet sheet, List<String> columns, boolean isDecided) {
    List<Object> all = new ArrayList<>(columns);
    if (isDecided) {
      all.addAll(DECISION);
    }
    ReviewCells.row(sheet, 0, all);
    SheetLook.head(sheet, all.size());
    for (int i = 0; i < all.size(); i++) {
      sheet.width(i, width(all.get(i)));
    }
    sheet.freezePane(1, 1);
  }

  /** Width by what a column holds. */
  private static int width(Object title) {
    return switch (String.valueOf(title)) {
      case "Roles", "Login role", "Role", "Effective rights" -> 30;
      case "Path", "In words", "Note" -> 44;
      case "Count of roles", "Count of relations", "Superuser", "Creates roles", "Replicates" -> 11;
      case "Can log in", "Bypasses row security", "Decision" -> 12;
      default -> 20;
    };
  }

  private static void finish(Worksheet sheet, int columns, int rows) throws IOException {
    int last = Math.max(1, rows);
    sheet.setAutoFilter(0, 0, last, columns + DECISION.size() - 1);
    sheet
        .range(1, columns, last, columns)
        .validateWithListByFormula("\"keep,change,revoke\"")
        .errorStyle(DataValidationErrorStyle.STOP)
        .showErrorMessage(true)
        .errorTitle("Decision")
        .error("Write keep, change or revoke.");
    String date = (char) ('A' + columns + 2) + "2";
    sheet
        .range(1, columns + 2, last, columns + 2)
        .validateWithFormula("AND(ISNUMBER(%s),%s>=DATE(2020,1,1))".formatted(date, date))
        .errorStyle(DataValidationErrorStyle.STOP)
        .showErrorMessage(true)
        .errorTitle("Date of decision")
        .error("Write a date, for example 2026-11-30.");
    sheet
        .range(1, columns, last, columns + DECISION.size() - 1)
        .style()
        .fillColor("FFF8E1")
        .wrapText(true)
        .verticalAlignment("top")
        .set();
    sheet
        .range(1, columns + 2, last, columns + 2)
        .style()
        .fillColor("FFF8E1")
        .verticalAlignment("top")
        .format("yyyy-mm-dd")
        .set();
    sheet.finish();
  }
}
