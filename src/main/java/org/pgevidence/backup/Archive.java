package org.pgevidence.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * WAL archives as their listings show them: unbroken ranges and gaps, computed here. A tool's
 * status is no evidence of continuity (pgBackRest verify says ok over a missing segment).
 *
 * <p>A verify run lists the whole archive, so a hole in the newest one is a gap. Log lines of
 * archiving show a gap only when one file has both sides and no other file fills it.
 */
final class Archive {
  /** A gap between two ranges. */
  record Hole(
      String systemId, String repository, Wal.Range before, Wal.Range after, String grade) {}

  final Wal wal;
  final List<Hole> holes = new ArrayList<>();
  private final Map<String, List<Wal.Range>> listed = new TreeMap<>();
  private final Map<String, Boolean> isComplete = new TreeMap<>();

  Archive(Facts facts, Wal wal) {
    this.wal = wal;
    Map<String, Map<String, List<Wal.Range>>> verified = new LinkedHashMap<>();
    Map<String, Map<String, List<Wal.Range>>> pushed = new LinkedHashMap<>();
    facts.forEach(
        "wal_range",
        row -> {
          String key =
              row.text("tool") + " / " + row.text("system") + "\n" + row.text("repository");
          if (!row.text("status").equals("present") || !Wal.isName(row.text("first_segment"))) {
            return;
          }
          boolean isVerify = row.text("source").equals("verify");
          String part = row.text("path") + (isVerify ? "\n" + row.textOrNull("last_at") : "");
          (isVerify ? verified : pushed)
              .computeIfAbsent(key, k -> new LinkedHashMap<>())
              .computeIfAbsent(part, k -> new ArrayList<>())
              .add(range(row));
        });
    verified.forEach(this::verified);
    pushed.forEach(this::pushed);
  }

  private Wal.Range range(Row row) {
    String first = row.text("first_segment");
    return new Wal.Range(
        Wal.timeline(first),
        wal.number(first),
        wal.number(row.text("last_segment")),
        instant(row.textOrNull("first_at")),
        instant(row.textOrNull("last_at")),
        row);
  }

  static @Nullable Instant instant(@Nullable String at) {
    return at == null ? null : Instant.parse(at);
  }

  private void verified(String key, Map<String, List<Wal.Range>> runs) {
    List<Wal.Range> newest =
        runs.values().stream()
            .max(
                Comparator.comparing(
                    run -> run.getFirst().lastAt() == null ? Instant.MIN : run.getFirst().lastAt()))
            .orElse(List.of());
    List<Wal.Range> ranges = Wal.union(newest);
    listed.put(key, ranges);
    isComplete.put(key, true);
    holes(key, ranges);
  }

  private void pushed(String key, Map<String, List<Wal.Range>> files) {
    if (listed.containsKey(key)) {
      return;
    }
    List<Wal.Range> every = files.values().stream().flatMap(List::stream).toList();
    List<Wal.Range> ranges = Wal.union(every);
    listed.put(key, ranges);
    isComplete.put(key, false);
    for (List<Wal.Range> file : files.values()) {
      List<Wal.Range> own = Wal.union(file);
      for (int i = 1; i < own.size(); i++) {
        Wal.Range before = own.get(i - 1);
        Wal.Range after = own.get(i);
        if (before.timeline() == after.timeline()
            && Wal.isFree(ranges, before.timeline(), before.last() + 1, after.first() - 1)) {
          add(key, before, after);
        }
      }
    }
  }

  private void holes(String key, List<Wal.Range> ranges) {
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i - 1).timeline() == ranges.get(i).timeline()) {
        add(key, ranges.get(i - 1), ranges.get(i));
      }
    }
  }

  private void add(String key, Wal.Range before, Wal.Range after) {
    int at = key.indexOf('\n');
    holes.add(new Hole(key.substring(0, at), key.substring(at + 1), before, after, "measured"));
  }

  long holeCount(String systemId) {
    return holes.stream().filter(hole -> hole.systemId().equals(systemId)).count();
  }

  /** The gap that begins right behind a segment of a system; recovery ends there unnoticed. */
  Optional<Hole> holeBehind(String systemId, @Nullable String segment) {
    if (segment == null || !Wal.isName(segment)) {
      return Optional.empty();
    }
    return holes.stream()
        .filter(
            hole ->
                hole.systemId().equals(systemId)
                    && hole.before().timeline() == Wal.timeline(segment)
                    && hole.before().last() == wal.number(segment))
        .findFirst();
  }

  /** Ranges listed for a backup's repository; pushes name no repository and serve all. */
  List<Wal.Range> ranges(Backup backup) {
    List<Wal.Range> own = listed.get(backup.systemId() + "\n" + backup.repository);
    if (own != null) {
      return own;
    }
    return listed.getOrDefault(backup.systemId() + "\n", List.of());
  }

  /**
   * 1 when all WAL of the backup is listed, 0 when a complete listing lacks a segment, else null.
   */
  @Nullable Long isWhole(Backup backup) {
    String start = backup.walStart;
    String stop = backup.walStop == null ? start : backup.walStop;
    if (!Wal.isName(start) || !Wal.isName(stop) || start == null || stop == null) {
      return null;
    }
    List<Wal.Range> ranges = ranges(backup);
    if (Wal.holding(ranges, Wal.timeline(start), wal.number(start))
        .filter(r -> r.last() >= wal.number(stop))
        .isPresent()) {
      return 1L;
    }
    boolean isInHole =
        holes.stream()
            .anyMatch(
                hole ->
                    hole.systemId().equals(backup.systemId())
                        && hole.before().timeline() == Wal.timeline(start)
                        && wal.number(start) < hole.after().first()
                        && wal.number(stop) > hole.before().last());
    return isInHole ? Long.valueOf(0) : null;
  }

  void write(Out out, List<Backup> backups) {
    Map<String, List<Backup>> bySystem =
        backups.stream().collect(Collectors.groupingBy(Backup::systemId));
    for (Hole hole : holes) {
      long first = hole.before().last() + 1;
      long last = hole.after().first() - 1;
      long timeline = hole.before().timeline();
      String name = wal.name(timeline, first);
      String id = hole.systemId() + " / " + hole.repository() + " / " + name;
      String[] names = hole.systemId().split(" / ", 2);
      Instant after = null;
      Instant before = null;
      for (Backup backup : bySystem.getOrDefault(hole.systemId(), List.of())) {
        if (backup.walStop != null
            && Wal.isName(backup.walStop)
            && Wal.timeline(backup.walStop) == timeline) {
          Instant stop = backup.stop();
          boolean isBelow = wal.number(backup.walStop) < first;
          if (stop != null && isBelow && (after == null || stop.isAfter(after))) {
            after = stop;
          } else if (stop != null && !isBelow && (before == null || stop.isBefore(before))) {
            before = stop;
          }
        }
      }
      boolean isPush = hole.before().fact().text("source").equals("push");
      after = isPush && hole.before().lastAt() != null ? hole.before().lastAt() : after;
      before = isPush && hole.after().firstAt() != null ? hole.after().firstAt() : before;
      out.row(
          "wal_gap",
          "id",
          id,
          "tool",
          names[0],
          "system",
          names[1],
          "repository",
          hole.repository(),
          "first_missing",
          name,
          "last_missing",
          wal.name(timeline, last),
          "segment_count",
          last - first + 1,
          "after_at",
          after == null ? null : after.toString(),
          "before_at",
          before == null ? null : before.toString(),
          "grade",
          hole.grade());
      out.step(
          "wal_gap",
          id,
          hole.before().fact(),
          "the range before ends with " + wal.name(timeline, first - 1));
      out.step(
          "wal_gap",
          id,
          hole.after().fact(),
          "the next range begins with " + wal.name(timeline, last + 1));
    }
  }
}
