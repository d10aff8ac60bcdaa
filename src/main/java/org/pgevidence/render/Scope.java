package org.pgevidence.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Row;

/**
 * What was looked at and what was not, as printed.
 *
 * @param collector facts about the run as label and value
 * @param rights attributes and predefined roles of the reading role; empty when unknown
 * @param isEveryCountEqual whether each independent count equals the rows collected
 */
public record Scope(
    List<Pair> collector,
    List<Database> databases,
    List<String> rights,
    List<GapLine> gaps,
    List<Count> counts,
    boolean isEveryCountEqual) {
  /** Copies the lists. */
  public Scope {
    collector = List.copyOf(collector);
    databases = List.copyOf(databases);
    rights = List.copyOf(rights);
    gaps = List.copyOf(gaps);
    counts = List.copyOf(counts);
  }

  /** A label and its value. */
  public record Pair(String label, String value) {}

  /** A database, read or not; the reason is "" when it was read. */
  public record Database(String name, boolean isRead, String reason) {}

  /** Something that could not be read. */
  public record GapLine(
      String table, String where, String extent, String reason, String right, String remedy) {}

  /**
   * Rows of a table over all its sources.
   *
   * @param independent count by a second query, "–" where none exists
   * @param loaded rows that the assessment read back from the snapshot
   */
  public record Count(
      String table, long collected, String independent, long loaded, boolean isEqual) {}

  static Scope of(Assessment assessment, Facts facts) {
    List<Count> counts = counts(facts);
    return new Scope(
        collector(facts),
        facts.rows("database").stream()
            .map(
                row ->
                    new Database(
                        row.text("name"),
                        row.flag("was_read"),
                        Optional.ofNullable(row.textOrNull("skipped_reason")).orElse("")))
            .toList(),
        Provenance.rights(facts),
        assessment.gaps().stream().map(Scope::line).toList(),
        counts,
        counts.stream().allMatch(Count::isEqual));
  }

  private static List<Pair> collector(Facts facts) {
    Optional<Row> run = facts.single("snapshot");
    if (run.isEmpty()) {
      return List.of();
    }
    Row row = run.get();
    List<Pair> pairs = new ArrayList<>();
    add(pairs, "Collection began", Words.instant(row.text("collected_at")));
    add(pairs, "Collection ended", Words.instant(row.text("finished_at")));
    String server = row.textOrNull("server_clock_at");
    add(pairs, "Server's clock then", server == null ? null : Words.instant(server));
    add(pairs, "Collected by", row.text("os_user") + " on " + row.text("host"));
    add(pairs, "Database role", row.textOrNull("database_role"));
    add(pairs, "Server address", row.textOrNull("server_address"));
    add(pairs, "Collecting program", "pgevidence " + row.text("tool_version"));
    return pairs;
  }

  private static void add(List<Pair> pairs, String label, @Nullable String value) {
    if (value != null) {
      pairs.add(new Pair(label, value));
    }
  }

  private static GapLine line(Gap gap) {
    String place = gap.database().isEmpty() ? "cluster" : gap.database();
    return new GapLine(
        gap.table(),
        gap.subject().isEmpty() ? place : place + ": " + gap.subject(),
        gap.columns().isEmpty()
            ? Words.plain(gap.extent())
            : "columns " + String.join(", ", gap.columns()),
        gap.reason(),
        gap.missingRight().orElse(""),
        gap.remedy());
  }

  private static List<Count> counts(Facts facts) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    facts.forEach(
        "provenance",
        row -> {
          long[] sum = sums.computeIfAbsent(row.text("fact_table"), table -> new long[3]);
          Long independent = row.numberOrNull("independent_count");
          sum[0] += row.number("row_count");
          sum[1] += independent == null ? 0 : independent;
          sum[2] += independent == null ? 1 : 0;
        });
    List<Count> counts = new ArrayList<>();
    sums.forEach(
        (table, sum) -> {
          long[] loaded = {0};
          facts.forEach(table, row -> loaded[0]++);
          boolean isEqual = loaded[0] == sum[0] && (sum[2] > 0 || sum[1] == sum[0]);
          counts.add(
              new Count(
                  table, sum[0], sum[2] > 0 ? "–" : Long.toString(sum[1]), loaded[0], isEqual));
        });
    return counts;
  }
}
