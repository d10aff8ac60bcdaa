package org.pgevidence.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Row;

/**
 * Which moments of a system's time can be restored now. A usable backup serves from its stop as far
 * as its WAL is listed without a hole; beyond that, and where nobody listed WAL, nothing is
 * claimed.
 */
final class Windows {
  private record Span(
      Instant from,
      Instant to,
      @Nullable Long state,
      @Nullable Backup backup,
      String grade,
      String reason) {}

  private static final String NONE = "no usable backup serves this time";

  private Windows() {}

  static void write(
      Out out,
      String tool,
      String system,
      List<Backup> backups,
      Archive archive,
      List<Row> repositories,
      Instant from,
      Instant to) {
    List<Span> spans = new ArrayList<>();
    for (Backup backup : backups) {
      Instant stop = backup.stop();
      if (stop != null && !Long.valueOf(0).equals(backup.isUsable) && stop.isBefore(to)) {
        spans.add(span(backup, stop, archive, to));
      }
    }
    for (Row repository : repositories) {
      Instant end = Archive.instant(repository.textOrNull("recoverable_to"));
      Instant start =
          backups.stream()
              .map(Backup::stop)
              .filter(Objects::nonNull)
              .min(Instant::compareTo)
              .orElse(end);
      if (end != null && start != null && start.isBefore(end)) {
        spans.add(
            new Span(
                start,
                end,
                1L,
                null,
                "reported",
                "the service names it as latest restorable time"));
      }
    }
    List<Span> windows = windows(spans, from, to);
    int number = 0;
    for (Span window : windows) {
      String id = tool + " / " + system + " / " + ++number;
      out.row(
          "recoverability",
          "id",
          id,
          "tool",
          tool,
          "system",
          system,
          "number",
          number,
          "from_at",
          window.from.toString(),
          "to_at",
          window.to.toString(),
          "is_recoverable",
          window.state,
          "label",
          window.backup == null ? null : window.backup.label,
          "grade",
          window.grade,
          "reason",
          window.reason);
      if (window.backup != null) {
        Backup backup = window.backup;
        out.step(
            "recoverability",
            id,
            backup.sources.getFirst(),
            "backup " + name(backup) + " stopped at " + backup.stoppedAt);
        if (window.grade.equals("measured")) {
          archive.ranges(backup).stream()
              .findFirst()
              .ifPresent(
                  range ->
                      out.step(
                          "recoverability",
                          id,
                          range.fact(),
                          "WAL is listed from "
                              + archive.wal.name(range.timeline(), range.first())));
        }
      }
    }
  }

  private static String name(Backup backup) {
    return backup.label == null ? "without a label" : backup.label;
  }

  private static Span span(Backup backup, Instant stop, Archive archive, Instant to) {
    if (!"1".equals(String.valueOf(backup.isUsable))) {
      return new Span(
          stop, to, null, backup, "not stated", "backup " + name(backup) + ": " + backup.whyNot);
    }
    String last = backup.walStop == null ? backup.walStart : backup.walStop;
    var range =
        !Wal.isName(last) || last == null
            ? java.util.Optional.<Wal.Range>empty()
            : Wal.holding(archive.ranges(backup), Wal.timeline(last), archive.wal.number(last));
    if (range.isEmpty()) {
      return new Span(
          stop,
          to,
          null,
          backup,
          "not stated",
          "nothing lists the WAL after backup " + name(backup) + " without a hole");
    }
    long timeline = range.get().timeline();
    boolean isBroken =
        archive.holes.stream()
            .anyMatch(
                hole ->
                    hole.systemId().equals(backup.systemId())
                        && hole.before().timeline() == timeline
                        && hole.before().last() == range.get().last());
    Instant end =
        isBroken && range.get().fact().text("source").equals("verify")
            ? null
            : range.get().lastAt();
    if (end == null || !end.isAfter(stop)) {
      return new Span(
          stop,
          stop.plusMillis(1),
          1L,
          backup,
          "measured",
          isBroken
              ? "WAL after backup " + backup.label + " has a gap; when is not known"
              : "WAL is listed to the end of backup " + backup.label);
    }
    return new Span(
        stop,
        end.isAfter(to) ? to : end,
        1L,
        backup,
        "measured",
        "backup " + backup.label + " and unbroken WAL after it");
  }

  /**
   * Which span serves each stretch: the best state wins, then the span named last. Spans come and
   * go in order of time, so that a timeline of many backups takes n log n.
   */
  private static List<Span> windows(List<Span> spans, Instant from, Instant to) {
    TreeMap<Instant, List<Integer>> borders = new TreeMap<>();
    borders.put(from, new ArrayList<>());
    borders.put(to, new ArrayList<>());
    for (int i = 0; i < spans.size(); i++) {
      borders.computeIfAbsent(spans.get(i).from, key -> new ArrayList<>()).add(i);
      borders.computeIfAbsent(spans.get(i).to, key -> new ArrayList<>());
    }
    PriorityQueue<Integer> open =
        new PriorityQueue<>(
            Comparator.<Integer>comparingInt(i -> rank(spans.get(i).state))
                .thenComparingInt(i -> i)
                .reversed());
    List<Span> windows = new ArrayList<>();
    for (var border : borders.entrySet()) {
      open.addAll(border.getValue());
      Instant until = borders.higherKey(border.getKey());
      if (until == null || until.isAfter(to)) {
        break;
      }
      while (!open.isEmpty() && !spans.get(open.peek()).to.isAfter(border.getKey())) {
        open.remove();
      }
      Span best = open.isEmpty() ? null : spans.get(open.peek());
      join(
          windows,
          best == null
              ? new Span(border.getKey(), until, 0L, null, "measured", NONE)
              : new Span(border.getKey(), until, best.state, best.backup, best.grade, best.reason));
    }
    return windows;
  }

  private static int rank(@Nullable Long state) {
    return state == null ? 1 : state == 1 ? 2 : 0;
  }

  private static void join(List<Span> windows, Span next) {
    Span last = windows.isEmpty() ? null : windows.getLast();
    if (last != null
        && Objects.equals(last.state, next.state)
        && Objects.equals(last.backup, next.backup)
        && last.reason.equals(next.reason)) {
      windows.removeLast();
      windows.add(new Span(last.from, next.to, next.state, next.backup, next.grade, next.reason));
    } else {
      windows.add(next);
    }
  }
}
