package org.pgevidence.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.ColumnSchema;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/** Reads one example of a check; its rows are checked against the schema. */
final class ExampleReader {
  private ExampleReader() {}

  static Check.Example read(YamlNode node) {
    YamlObject object = node.object("an example");
    Map<String, List<Map<String, @Nullable Object>>> given = new LinkedHashMap<>();
    object
        .find("given")
        .ifPresent(
            tables -> tables.map("\"given\"").forEach((name, rows) -> table(name, rows, given)));
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    object
        .find("parameters")
        .ifPresent(
            values ->
                values
                    .map("\"parameters\"")
                    .forEach(
                        (name, list) -> {
                          List<String> texts = new ArrayList<>();
                          list.items("a parameter")
                              .forEach(item -> texts.add(item.text("a value")));
                          parameters.put(name, texts);
                        }));
    Check.Example example =
        new Check.Example(
            given,
            object.texts("fails"),
            object.texts("undecided"),
            object.texts("missing"),
            object.optionalText("verdict"),
            parameters,
            node.line());
    object.done();
    return example;
  }

  private static void table(
      String name, YamlNode rows, Map<String, List<Map<String, @Nullable Object>>> given) {
    Optional<TableSchema> table = Schema.standard().find(name);
    if (table.isEmpty()) {
      List<String> names = Schema.standard().tables().stream().map(TableSchema::name).toList();
      rows.fault("there is no table \"" + name + "\"." + Faults.didYouMean(name, names));
      return;
    }
    List<Map<String, @Nullable Object>> read = new ArrayList<>();
    for (YamlNode row : rows.items("rows of " + name)) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      row.map("a row of " + name)
          .forEach(
              (column, value) -> {
                Optional<ColumnSchema> schema =
                    table.get().columns().stream()
                        .filter(known -> known.name().equals(column))
                        .findFirst();
                if (schema.isEmpty()) {
                  value.fault(
                      "table "
                          + name
                          + " has no column \""
                          + column
                          + "\"."
                          + Faults.didYouMean(column, table.get().columnNames()));
                } else {
                  values.put(column, fit(schema.get(), value));
                }
              });
      read.add(values);
    }
    given.put(name, read);
  }

  private static @Nullable Object fit(ColumnSchema column, YamlNode node) {
    Object value = node.value();
    if (value == null) {
      if (!column.isNullable()) {
        node.fault("column " + column.name() + " must not be null");
      }
      return null;
    }
    Object fitted =
        switch (column.type()) {
          case TEXT ->
              node.isList() || node.isMap() ? Json.compact(value) : node.text(column.name());
          case INTEGER ->
              value instanceof Boolean flag
                  ? (Object) (flag ? 1L : 0L)
                  : value instanceof Long ? value : "";
          case REAL ->
              value instanceof Long number
                  ? (Object) number.doubleValue()
                  : value instanceof Double ? value : "";
        };
    if (column.type() != ColumnSchema.Type.TEXT && fitted.equals("")) {
      node.fault("column " + column.name() + " must be a number");
      return null;
    }
    return fitted;
  }
}
