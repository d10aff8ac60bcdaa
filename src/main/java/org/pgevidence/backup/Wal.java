package org.pgevidence.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of WAL segments as numbers, by the cluster's wal_segment_size.
 *
 * @param perLog segments in one logical log file of 4 GiB: 256 for 16 MiB
 */
record Wal(long perLog) {
  /** A range of segments of one timeline, with the times at its ends where known. */
  record Range(
      long timeline,
      long first,
      long last,
      @Nullable Instant firstAt,
      @Nullable Instant lastAt,
      org.pgevidence.fact.Row fact) {}

  static boolean isName(@Nullable String name) {
    return name != null && name.matches("[0-9A-F]{24}");
  }

  static long timeline(String name) {
    return Long.parseLong(name.substring(0, 8), 16);
  }

  long number(String name) {
    return Long.parseLong(name.substring(8, 16), 16) * perLog
        + Long.parseLong(name.substring(16), 16);
  }

  String name(long timeline, long number) {
    return "%08X%08X%08X".formatted(timeline, number / perLog, number % perLog);
  }

  /** Ranges of one timeline with overlaps and touching ends joined, in order. */
  static List<Range> union(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::timeline).thenComparingLong(Range::first));
    List<Range> joined = new ArrayList<>();
    for (Range range : sorted) {
      Range before = joined.isEmpty() ? null : joined.getLast();
      if (before != null && before.timeline == range.timeline && range.first <= before.last + 1) {
        joined.removeLast();
        boolean isFarther = range.last >= before.last;
        joined.add(
            new Range(
                before.timeline,
                before.first,
                Math.max(before.last, range.last),
                before.firstAt,
                isFarther ? range.lastAt : before.lastAt,
                before.fact));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  /** The range that holds a segment; {@code ranges} are joined and in order. */
  static Optional<Range> holding(List<Range> ranges, long timeline, long number) {
    int at = upTo(ranges, timeline, number);
    return at >= 0 && ranges.get(at).timeline == timeline && number <= ranges.get(at).last
        ? Optional.of(ranges.get(at))
        : Optional.empty();
  }

  /**
   * Whether no segment from {@code first} to {@code last} is in the ranges, joined and in order.
   */
  static boolean isFree(List<Range> ranges, long timeline, long first, long last) {
    int at = upTo(ranges, timeline, last);
    return at < 0 || ranges.get(at).timeline != timeline || ranges.get(at).last < first;
  }

  /** Index of the last range that begins at or before a segment, or -1. */
  private static int upTo(List<Range> ranges, long timeline, long number) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Range range = ranges.get(middle);
      boolean isBehind =
          range.timeline > timeline || (range.timeline == timeline && range.first > number);
      if (isBehind) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }
}
