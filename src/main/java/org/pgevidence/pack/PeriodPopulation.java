package org.pgevidence.pack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;

/**
 * All members of one kind that any run of a period saw: frozen, numbered from 1 in the order of
 * their keys, so that a sample can be drawn and drawn again.
 *
 * @param columns names of the values of a row
 * @param rows first the row's number, then its key
 */
record PeriodPopulation(
    String name, String title, List<String> columns, List<List<@Nullable Object>> rows) {
  /** One object over the runs: its attributes when last seen, and when that was. */
  private record Seen(
      String first, String last, long times, Map<String, @Nullable Object> attributes) {}

  /** Draws what was seen, run by run. */
  @FunctionalInterface
  private interface Source {
    Map<String, Map<String, @Nullable Object>> of(PeriodRun run) throws IOException;
  }

  static List<PeriodPopulation> all(List<PeriodRun> runs) throws IOException {
    List<PeriodPopulation> all = new ArrayList<>();
    all.add(
        of("runs", "Runs", List.of("collected_at", "signer", "manifest"), runs, RunMembers::run));
    all.add(
        of(
            "accounts",
            "Roles of the server",
            List.of("can_login", "is_superuser", "valid_until_at"),
            runs,
            RunMembers::roles));
    all.add(
        of(
            "memberships",
            "Memberships of roles",
            List.of("granted_by", "has_admin"),
            runs,
            RunMembers::memberships));
    all.add(
        of(
            "backups",
            "Backups that the tools' logs tell of",
            List.of("type", "started_at", "stopped_at", "result", "is_usable"),
            runs,
            RunMembers::backups));
    all.add(
        of(
            "exceptions",
            "Findings",
            List.of("severity", "state", "sentence", "owner"),
            runs,
            RunMembers::exceptions));
    all.add(changes(runs));
    return all;
  }

  private static PeriodPopulation of(
      String name, String title, List<String> attributes, List<PeriodRun> runs, Source source)
      throws IOException {
    TreeMap<String, Seen> seen = new TreeMap<>();
    for (PeriodRun run : runs) {
      String at = run.manifest().collectedAt();
      source
          .of(run)
          .forEach(
              (key, values) -> {
                Seen old = seen.get(key);
                seen.put(
                    key,
                    old == null
                        ? new Seen(at, at, 1, values)
                        : new Seen(old.first(), at, old.times() + 1, values));
              });
    }
    List<String> columns = new ArrayList<>(List.of("number", "key"));
    columns.addAll(attributes);
    columns.addAll(List.of("first_seen", "last_seen", "runs"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    seen.forEach(
        (key, one) -> {
          List<@Nullable Object> row = new ArrayList<>();
          row.add((long) rows.size() + 1);
          row.add(key);
          attributes.forEach(attribute -> row.add(one.attributes().get(attribute)));
          row.add(one.first());
          row.add(one.last());
          row.add(one.times());
          rows.add(row);
        });
    return new PeriodPopulation(name, title, columns, rows);
  }

  /** Roles and memberships that appeared or went from one run to the next that read them. */
  private static PeriodPopulation changes(List<PeriodRun> runs) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (String table : List.of("role", "membership")) {
      Optional<PeriodRun> before = Optional.empty();
      for (PeriodRun run : runs) {
        if (!RunMembers.facts(run).isProvided(table)) {
          continue;
        }
        if (before.isPresent()) {
          Source source = table.equals("role") ? RunMembers::roles : RunMembers::memberships;
          compare(table, source.of(before.get()).keySet(), source.of(run).keySet(), run, rows);
        }
        before = Optional.of(run);
      }
    }
    rows.sort(Comparator.comparing(row -> String.valueOf(row.get(1))));
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).set(0, (long) i + 1);
    }
    return new PeriodPopulation(
        "changes",
        "Changes of roles and memberships, seen at the run after them",
        List.of("number", "key", "seen_at", "pack"),
        rows);
  }

  private static void compare(
      String table,
      java.util.Set<String> before,
      java.util.Set<String> after,
      PeriodRun run,
      List<List<@Nullable Object>> rows) {
    TreeMap<String, String> words = new TreeMap<>();
    after.stream().filter(key -> !before.contains(key)).forEach(key -> words.put(key, "appeared"));
    before.stream().filter(key -> !after.contains(key)).forEach(key -> words.put(key, "gone"));
    words.forEach(
        (key, word) -> {
          String at = run.manifest().collectedAt();
          List<@Nullable Object> row = new ArrayList<>();
          row.add(0L);
          row.add(at + " " + table + " " + key + ": " + word);
          row.add(at);
          row.add(run.pack());
          rows.add(row);
        });
  }

  /** First line the column names, then one row a line. */
  String lines() {
    StringBuilder out = new StringBuilder(Json.compact(columns)).append('\n');
    rows.forEach(row -> out.append(Json.compact(row)).append('\n'));
    return out.toString();
  }

  /** Path of the frozen file. */
  String path() {
    return "populations/" + name + ".jsonl";
  }

  /**
   * The numbers of a sample, ascending: those rows whose SHA-256 of seed:name:number is smallest.
   * Anyone can draw it again with sha256sum.
   */
  List<Long> sample(String seed, long size) {
    return rows.stream()
        .map(row -> (Long) java.util.Objects.requireNonNull(row.getFirst()))
        .sorted(Comparator.comparing(number -> Digest.hex(seed + ":" + name + ":" + number)))
        .limit(size)
        .sorted()
        .toList();
  }

  /** What period.json says of it. */
  Map<String, @Nullable Object> toJson(String seed, long size) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("title", title);
    json.put("path", path());
    json.put("rows", rows.size());
    json.put("sha256", Digest.hex(lines()));
    json.put("columns", columns);
    List<Long> numbers = sample(seed, size);
    json.put("sample", numbers);
    json.put(
        "sampled", numbers.stream().map(number -> rows.get(Math.toIntExact(number - 1))).toList());
    return json;
  }
}
