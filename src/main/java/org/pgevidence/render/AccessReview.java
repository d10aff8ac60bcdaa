package org.pgevidence.render;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
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
  private static final List<String> RIGHTS =
      List.of(
          "Roles",
          "Count of roles",
          "Schema",
          "Effective rights",
          "Count of relations",
          "First relation",
          "Path");

  private AccessReview() {}

  /**
   * Writes the workbook from facts, derived rows and context; the same facts give the same bytes.
   * Needs the tables of {@link org.pgevidence.privilege.Estate#NEEDED}.
   */
  public static void write(Facts facts, OutputStream out) throws IOException {
    // The writer streams without sizes, so the parts are read back through the index of the file.
    Path raw = Files.createTempFile("access-review", ".xlsx");
    try {
      try (OutputStream file = Files.newOutputStream(raw);
          Workbook workbook = new Workbook(file, "pgevidence", "1.0")) {
        fill(workbook, facts);
      }
      String collectedAt = facts.single("snapshot").map(row -> row.text("collected_at")).orElse("");
      StableZip.copy(raw, collectedAt, out);
    } finally {
      Files.delete(raw);
    }
  }

  private static void fill(Workbook workbook, Facts facts) throws IOException {
    ReviewPopulation population = new ReviewPopulation(facts);
    Worksheet scope = workbook.newWorksheet("Scope");
    List<List<Object>> counts = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of("scope", "duties", "superuser equivalents"));
    for (String database : population.databases()) {
      List<ReviewLine> lines = population.lines(database);
      counts.add(List.of(database, population.relationCount(database), lines.size()));
      rights(workbook.newWorksheet(ReviewCells.sheetName(database, names)), lines);
    }
    duties(workbook.newWorksheet("Duties"), facts);
    superusers(workbook.newWorksheet("Superuser equivalents"), facts);
    scope(scope, facts, population, counts);
  }

  /** The lines of all databases as CSV (RFC 4180), for other tools. */
  public static void writeCsv(Facts facts, Appendable out) throws IOException {
    ReviewPopulation population = new ReviewPopulation(facts);
    out.append("database,roles,role_count,schema,rights,relation_count,first_relation,path\n");
    for (String database : population.databases()) {
      for (ReviewLine line : population.lines(database)) {
        List<String> values = new ArrayList<>(List.of(line.database()));
        cells(line).forEach(cell -> values.add(cell.toString()));
        out.append(String.join(",", values.stream().map(AccessReview::csv).toList())).append('\n');
      }
    }
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
    header(sheet, RIGHTS, true);
    int last = Math.min(lines.size(), MOST_ROWS);
    for (int i = 0; i < last; i++) {
      ReviewCells.row(sheet, i + 1, cells(lines.get(i)));
    }
    finish(sheet, RIGHTS.size(), last);
  }

  private static void duties(Worksheet sheet, Facts facts) throws IOException {
    List<String> columns =
        List.of(
            "Login role",
            "Declared persona",
            "Superuser",
            "Creates roles",
            "Replicates",
            "Bypasses row security",
            "Writes relations",
            "Acts as owner of relations",
            "Persona conflicts with");
    header(sheet, columns, true);
    DutyTable table = new DutyTable(facts);
    List<List<Object>> rows = table.rows();
    for (int i = 0; i < rows.size(); i++) {
      ReviewCells.row(sheet, i + 1, rows.get(i));
    }
    finish(sheet, columns.size(), rows.size());
  }

  private static void superusers(Worksheet sheet, Facts facts) throws IOException {
    List<String> columns = List.of("Role", "Can log in", "Means", "Through", "Path", "In words");
    header(sheet, columns, true);
    java.util.Map<Long, String> names = new java.util.HashMap<>();
    facts.forEach("role", row -> names.put(row.number("oid"), row.text("name_quoted")));
    int[] at = {0};
    for (Row row : facts.rows("superuser_equivalent")) {
      at[0]++;
      ReviewCells.row(
          sheet,
          at[0],
          List.of(
              names.getOrDefault(row.number("role_oid"), ""),
              row.flag("is_login") ? "yes" : "no",
              row.text("means"),
              row.text("subject"),
              row.text("path"),
              row.text("sentence")));
    }
    finish(sheet, columns.size(), at[0]);
  }

  private static void scope(
      Worksheet sheet, Facts facts, ReviewPopulation population, List<List<Object>> counts)
      throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    facts
        .single("snapshot")
        .ifPresent(
            row -> {
              rows.add(List.of("System", row.text("system")));
              rows.add(List.of("Facts taken at", row.text("collected_at")));
            });
    rows.add(List.of("Roles in the facts", facts.rows("role").size()));
    rows.add(List.of("Login roles reviewed (no superusers)", population.roleCount()));
    rows.add(
        List.of(
            "Superusers that can log in (they have every right)",
            String.join(", ", population.superusers())));
    rows.add(
        List.of(
            "Lines",
            population.isGrouped()
                ? "One line per group of relations with one ACL and the roles with the same rights"
                : "One line per login role, schema and set of rights"));
    rows.add(List.of("Left out", "System objects and members of extensions"));
    rows.add(List.of("Database", "Relations reviewed", "Lines on its sheet"));
    rows.addAll(counts);
    for (int i = 0; i < rows.size(); i++) {
      ReviewCells.row(sheet, i, rows.get(i));
    }
    SheetLook.paper(sheet);
    sheet.range(0, 0, rows.size() - 1, 0).style().bold().verticalAlignment("top").set();
    sheet.range(0, 1, rows.size() - 1, 1).style().wrapText(true).horizontalAlignment("left").set();
    sheet.width(0, 52);
    sheet.width(1, 60);
    sheet.width(2, 20);
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
