package org.pgevidence.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.FileEntry;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.TableSchema;

/**
 * How one table's rows were read: the exact query or file, and each run of it.
 *
 * @param about what one row is, from the schema
 * @param source SQL text or path
 * @param file path of the table's file in the pack; "" when unknown
 * @param fileDigest SHA-256 of its uncompressed bytes
 * @param parameters what the query was given, as lines; a long value by its number
 * @param values long values that no source before had, to be printed once
 */
public record Provenance(
    String table,
    String about,
    String source,
    String sourceDigest,
    String file,
    String fileDigest,
    List<Run> runs,
    List<String> parameters,
    List<String> values) {
  /** Letters of a parameter's value that is printed beside its query. */
  private static final int SHORT = 160;

  /** Copies the lists. */
  public Provenance {
    runs = List.copyOf(runs);
    parameters = List.copyOf(parameters);
    values = List.copyOf(values);
  }

  /** One reading; independent is "–" where no second count exists. */
  public record Run(
      String where,
      String parameters,
      String role,
      String startedAt,
      String endedAt,
      String serverStartedAt,
      long rows,
      String independent) {
    /** Start, end and the server's start; of the later ones only the time where the day is one. */
    public String times() {
      String ended = startedAt + " to " + shorter(endedAt);
      return serverStartedAt.equals("–") ? ended : ended + ", server " + shorter(serverStartedAt);
    }

    private String shorter(String instant) {
      int time = startedAt.indexOf('T') + 1;
      return instant.startsWith(startedAt.substring(0, time)) ? instant.substring(time) : instant;
    }
  }

  /** Whether the source is a query, not a file. */
  public boolean isQuery() {
    return source.indexOf(' ') >= 0 || source.indexOf('\n') >= 0;
  }

  static List<Provenance> all(Facts facts, List<FileEntry> files) {
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    facts.forEach(
        "provenance",
        row ->
            groups
                .computeIfAbsent(
                    row.text("fact_table") + "\0" + row.text("source_sha256"),
                    key -> new ArrayList<>())
                .add(row));
    Map<String, Integer> known = new LinkedHashMap<>();
    return groups.values().stream().map(rows -> of(rows, files, known)).toList();
  }

  /** Rights of the reading role as the first query saw them. */
  static List<String> rights(Facts facts) {
    return facts.rows("provenance").stream()
        .map(row -> row.textOrNull("role_rights"))
        .flatMap(rights -> Optional.ofNullable(rights).stream())
        .findFirst()
        .map(Json::parse)
        .map(parsed -> parsed instanceof List<?> list ? list : List.of())
        .orElse(List.of())
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private static Provenance of(List<Row> rows, List<FileEntry> files, Map<String, Integer> known) {
    int before = known.size();
    Row first = rows.getFirst();
    String table = first.text("fact_table");
    Optional<FileEntry> file = files.stream().filter(f -> f.table().equals(table)).findFirst();
    return new Provenance(
        table,
        Schema.standard().tables().stream()
            .filter(schema -> schema.name().equals(table))
            .findFirst()
            .map(TableSchema::documentation)
            .orElse(""),
        first.text("source"),
        first.text("source_sha256"),
        file.map(FileEntry::path).orElse(""),
        file.map(FileEntry::plainSha256).orElse(""),
        rows.stream().map(Provenance::run).toList(),
        parameters(rows, known),
        known.keySet().stream().skip(before).toList());
  }

  /** Lines of name and value; of each reading its own where they differ. */
  private static List<String> parameters(List<Row> rows, Map<String, Integer> known) {
    Map<String, String> texts = new LinkedHashMap<>();
    rows.forEach(row -> texts.putIfAbsent(row.text("parameters"), run(row).where()));
    List<String> lines = new ArrayList<>();
    texts.forEach(
        (text, where) -> {
          if (Json.parse(text) instanceof Map<?, ?> values) {
            values.forEach(
                (name, value) ->
                    lines.add(
                        (texts.size() > 1 ? where + ": " : "")
                            + name
                            + " = "
                            + shown(Json.compact(value), known)));
          }
        });
    return lines;
  }

  private static String shown(String value, Map<String, Integer> known) {
    if (value.length() <= SHORT) {
      return value;
    }
    return "value " + known.computeIfAbsent(value, key -> known.size() + 1) + " at the end";
  }

  private static Run run(Row row) {
    String database = row.text("database").isEmpty() ? "cluster" : row.text("database");
    Long independent = row.numberOrNull("independent_count");
    return new Run(
        row.text("part").isEmpty() ? database : database + " (" + row.text("part") + ")",
        row.text("parameters"),
        Words.value(row.textOrNull("role")),
        row.text("started_at"),
        row.text("ended_at"),
        Words.value(row.textOrNull("server_started_at")),
        row.number("row_count"),
        Words.value(independent));
  }
}
