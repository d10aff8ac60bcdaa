package org.pgevidence.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * A chapter of facts on one subject, printed whether or not a check failed.
 *
 * @param tables those that were provided
 * @param missing tables that belong here and were not provided
 */
public record Topic(
    String id,
    String title,
    String introduction,
    List<Table> tables,
    List<Figure> figures,
    List<String> missing) {
  /** Rows of one table that a chapter prints at most; the rest stands in facts/ of the pack. */
  static final int PRINTED_ROWS = 200;

  /** Rows of one table that are looked at to print some side by side in one line. */
  private static final int MERGED_ROWS = 100 * PRINTED_ROWS;

  /** Copies the lists. */
  public Topic {
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
    missing = List.copyOf(missing);
  }

  /**
   * A table of facts, cut to the columns that fit a page.
   *
   * @param widths of the columns, in percent
   * @param rows as many as are printed; one may stand for several of the table
   * @param isCut whether some rows are not printed
   * @param total rows of the table that belong here
   */
  public record Table(
      String name,
      String title,
      String about,
      List<String> columns,
      List<Double> widths,
      List<List<String>> rows,
      boolean isCut,
      int total) {
    /** Copies the lists. */
    public Table {
      columns = List.copyOf(columns);
      widths = List.copyOf(widths);
      rows = List.copyOf(rows);
    }

    /** Whether a printed row stands for several of the table. */
    public boolean isMerged() {
      return !isCut && rows.size() < total;
    }
  }

  static List<Topic> all(Facts facts, List<Figure> figures) {
    return TopicPlan.all().stream()
        .map(plan -> of(plan, facts, figures))
        .filter(topic -> !topic.tables().isEmpty() || !topic.figures().isEmpty())
        .toList();
  }

  private static Topic of(TopicPlan plan, Facts facts, List<Figure> figures) {
    List<Table> tables = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (TopicPlan.Part part : plan.parts()) {
      Optional<TableSchema> schema =
          Schema.standard().tables().stream()
              .filter(table -> table.name().equals(part.table()))
              .findFirst();
      if (schema.isEmpty()) {
        continue;
      }
      if (facts.isProvided(part.table())) {
        tables.add(table(part, schema.get(), facts));
      } else {
        missing.add(part.table());
      }
    }
    return new Topic(
        plan.id(),
        plan.title(),
        plan.introduction(),
        tables,
        figures.stream().filter(figure -> figure.chapter().equals(plan.id())).toList(),
        missing);
  }

  private static Table table(TopicPlan.Part part, TableSchema schema, Facts facts) {
    List<String> columns = part.columns().stream().filter(schema.columnNames()::contains).toList();
    List<String> headings = columns.stream().map(TopicCell::title).toList();
    List<List<String>> rows = new ArrayList<>();
    int[] total = {0};
    facts.forEach(
        part.table(),
        row -> {
          if (part.keeps().test(row)) {
            total[0]++;
            if (rows.size() < (part.merged().isEmpty() ? PRINTED_ROWS : MERGED_ROWS)) {
              rows.add(cells(row, columns));
            }
          }
        });
    List<List<String>> merged = rows;
    for (String column : part.merged()) {
      merged = merged(merged, columns.indexOf(column));
    }
    List<List<String>> printed = merged.subList(0, Math.min(PRINTED_ROWS, merged.size()));
    return new Table(
        part.table(),
        part.title(),
        schema.documentation(),
        headings,
        ColumnWidths.percent(headings, printed),
        printed,
        printed.size() < merged.size() || rows.size() < total[0],
        total[0]);
  }

  /** One row for all that differ in one column only, with the values there side by side. */
  private static List<List<String>> merged(List<List<String>> rows, int column) {
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    for (List<String> row : rows) {
      List<String> others = new ArrayList<>(row);
      others.remove(column);
      groups.computeIfAbsent(others, key -> new ArrayList<>()).add(row.get(column));
    }
    List<List<String>> merged = new ArrayList<>();
    groups.forEach(
        (others, values) -> {
          List<String> row = new ArrayList<>(others);
          row.add(column, String.join(", ", values));
          merged.add(row);
        });
    return merged;
  }

  private static List<String> cells(Row row, List<String> columns) {
    return columns.stream().map(column -> TopicCell.of(row, column)).toList();
  }
}
