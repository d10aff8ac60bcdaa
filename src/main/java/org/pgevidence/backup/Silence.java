package org.pgevidence.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pgevidence.fact.FactTime;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** Stretches of time for which no log and no list of a system was given. */
final class Silence {
  private static final Duration ROTATION = Duration.ofDays(2);

  private final Out out;
  private final Map<String, Row> files = new HashMap<>();

  Silence(Facts facts, Out out) {
    this.out = out;
    facts.forEach("log_file", row -> files.put(row.text("path"), row));
  }

  /** Writes the stretches of one system, up to an instant. */
  void write(String id, String tool, String name, List<Backup> own, Instant to) {
    List<Row> sources =
        own.stream()
            .flatMap(b -> b.sources.stream())
            .map(row -> files.get(row.text("path")))
            .filter(Objects::nonNull)
            .distinct()
            .filter(row -> row.textOrNull("first_at") != null)
            .sorted(Comparator.comparing(row -> row.text("first_at"), FactTime.ORDER))
            .toList();
    Instant covered = null;
    Row before = null;
    for (Row file : sources) {
      Instant first = Instant.parse(file.text("first_at"));
      Instant last = Instant.parse(file.text("last_at"));
      if (covered != null
          && before != null
          && Duration.between(covered, first).compareTo(ROTATION) > 0) {
        silent(id, tool, name, covered, first, before);
      }
      if (covered == null || last.isAfter(covered)) {
        covered = last;
        before = file;
      }
    }
    if (covered != null
        && before != null
        && Duration.between(covered, to).compareTo(ROTATION) > 0) {
      silent(id, tool, name, covered, to, before);
    }
  }

  private void silent(String id, String tool, String name, Instant from, Instant to, Row before) {
    String key = id + " / " + from;
    out.row(
        "backup_silence",
        "id",
        key,
        "tool",
        tool,
        "system",
        name,
        "from_at",
        from.toString(),
        "to_at",
        to.toString());
    out.step("backup_silence", key, before, "the last source before the silence ends here");
  }
}
