package org.pgevidence.render;

import java.util.ArrayList;
import java.util.List;
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

  /** Copies the lists. */
  public Topic {
    tables = List.copyOf(tables);
    figures = List.copyOf(figures);
    missing = List.copyOf(missing);
  }

  /**
   * A table of facts, cut to the columns that fit a page.
   *
   * @param rows as many as are printed
   */
  public record Table(
      String name,
      String title,
      String about,
      List<String> columns,
      List<List<String>> rows,
      int total) {
    /** Copies the lists. */
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
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
    List<List<String>> rows = new ArrayList<>();
    int[] total = {0};
    facts.forEach(
        part.table(),
        row -> {
          if (part.keeps().test(row)) {
            total[0]++;
            if (rows.size() < PRINTED_ROWS) {
              rows.add(cells(row, columns));
            }
          }
        });
    return new Table(
        part.table(),
        part.title(),
        schema.documentation(),
        columns.stream().map(TopicCell::title).toList(),
        rows,
        total[0]);
  }

  private static List<String> cells(Row row, List<String> columns) {
    return columns.stream().map(column -> TopicCell.of(row, column)).toList();
  }
}
