package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/** A drill record, as an auditor reads it. */
record DrillResult(Map<?, ?> json) {
  static DrillResult read(Path file) throws IOException {
    return new DrillResult((Map<?, ?>) Objects.requireNonNull(Json.parse(Files.readString(file))));
  }

  @Nullable Object fact(String name) {
    return ((Map<?, ?>) Objects.requireNonNull(json.get("drill"))).get(name);
  }

  double seconds(String name) {
    return Double.parseDouble(String.valueOf(fact(name)));
  }

  private List<Map<?, ?>> list(String name) {
    List<Map<?, ?>> maps = new java.util.ArrayList<>();
    for (Object item : (List<?>) Objects.requireNonNull(json.get(name))) {
      maps.add((Map<?, ?>) item);
    }
    return maps;
  }

  /** Result of a check, a colon and what was met. */
  String check(String name) {
    return list("checks").stream()
        .filter(item -> name.equals(item.get("name")))
        .map(item -> item.get("result") + ": " + item.get("detail"))
        .findFirst()
        .orElse("missing");
  }

  /** Names and results of all checks, sorted. */
  String results() {
    return list("checks").stream()
        .map(item -> item.get("name") + " " + item.get("result"))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Row counts by table. */
  Map<String, Object> rows() {
    Map<String, Object> rows = new LinkedHashMap<>();
    list("tables")
        .forEach(
            table ->
                rows.put(
                    String.valueOf(table.get("name")),
                    Objects.requireNonNull(table.get("row_count"))));
    return rows;
  }
}
