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
 */
public record Provenance(
    String table,
    String about,
    String source,
    String sourceDigest,
    String file,
    String fileDigest,
    List<Run> runs) {
  /** Copies the list. */
  public Provenance {
    runs = List.copyOf(runs);
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
      String independent) {}

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
    return groups.values().stream().map(rows -> of(rows, files)).toList();
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

  private static Provenance of(List<Row> rows, List<FileEntry> files) {
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
        rows.stream().map(Provenance::run).toList());
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
