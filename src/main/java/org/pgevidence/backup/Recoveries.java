package org.pgevidence.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.FactTime;
import org.pgevidence.fact.Row;

/**
 * Which recovery of a server belongs to which restore command: the first one of the same folder
 * within a day, or without a folder the first one of the same target. Each belongs to one command.
 */
final class Recoveries {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Map<String, TreeMap<Instant, List<Row>>> byFolder = new HashMap<>();
  private final Map<String, TreeMap<Instant, List<Row>>> byTarget = new HashMap<>();
  private final Map<String, NavigableSet<Instant>> drillStarts = new HashMap<>();
  private final NavigableSet<Instant> drillOpenings = new TreeSet<>();
  private final Set<Row> taken = Collections.newSetFromMap(new IdentityHashMap<>());

  Recoveries(List<Row> recoveries, List<Row> drills) {
    for (Row recovery : recoveries) {
      Instant started = Archive.instant(recovery.textOrNull("started_at"));
      String folder = recovery.textOrNull("data_directory");
      String target = recovery.textOrNull("target_at");
      if (started != null && (folder != null || target != null)) {
        (folder != null ? byFolder : byTarget)
            .computeIfAbsent(String.valueOf(folder != null ? folder : target), k -> new TreeMap<>())
            .merge(started, List.of(recovery), Recoveries::both);
      }
    }
    for (Row drill : drills) {
      Instant opened = Archive.instant(drill.textOrNull("opened_at"));
      if (opened != null) {
        drillOpenings.add(opened);
      }
      drillStarts
          .computeIfAbsent(String.valueOf(drill.textOrNull("label")), k -> new TreeSet<>())
          .add(Instant.parse(drill.text("started_at")));
    }
  }

  private static List<Row> both(List<Row> first, List<Row> second) {
    return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Whether a restore command is the one that a drill record tells of. */
  boolean isOfDrill(Row run) {
    NavigableSet<Instant> starts = drillStarts.get(String.valueOf(run.textOrNull("label")));
    return starts != null && isNear(starts, Archive.instant(run.textOrNull("started_at")));
  }

  /** Whether a recovery was told by a restore command or by a drill record. */
  boolean isTold(Row recovery) {
    return taken.contains(recovery)
        || isNear(drillOpenings, Archive.instant(recovery.textOrNull("opened_at")));
  }

  private static boolean isNear(NavigableSet<Instant> instants, @Nullable Instant at) {
    if (at == null) {
      return false;
    }
    Instant below = instants.floor(at);
    Instant above = instants.ceiling(at);
    return (below != null && Duration.between(below, at).toSeconds() < 3)
        || (above != null && Duration.between(at, above).toSeconds() < 3);
  }

  /** The recovery that followed a restore command that succeeded; it is given once. */
  Optional<Row> take(Row run) {
    Instant began = Archive.instant(run.textOrNull("started_at"));
    if (began == null || !run.text("result").equals("succeeded")) {
      return Optional.empty();
    }
    Optional<Row> ofFolder = first(byFolder.get(run.textOrNull("destination")), began);
    Optional<Row> ofTarget = first(byTarget.get(run.textOrNull("target_at")), began);
    Optional<Row> best =
        ofFolder.isEmpty()
                || (ofTarget.isPresent()
                    && FactTime.ORDER.compare(
                            ofTarget.get().text("started_at"), ofFolder.get().text("started_at"))
                        < 0)
            ? ofTarget
            : ofFolder;
    best.ifPresent(taken::add);
    return best;
  }

  private Optional<Row> first(@Nullable NavigableMap<Instant, List<Row>> rows, Instant began) {
    if (rows == null) {
      return Optional.empty();
    }
    return rows.subMap(began, true, began.plus(LONGEST), false).values().stream()
        .flatMap(List::stream)
        .filter(row -> !taken.contains(row))
        .findFirst();
  }
}
