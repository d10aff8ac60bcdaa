package org.pgevidence.collect.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * WAL segments seen one by one, merged into unbroken ranges. Order does not matter (parallel
 * archiving finishes out of order); memory grows with the number of gaps, not of segments.
 */
final class WalSegments {
  static final Pattern NAME = Pattern.compile("[0-9A-F]{24}");
  private static final int MOST = 20_000;

  /** An unbroken range. */
  static final class Range {
    long first;
    long last;
    long count;
    String path = "";
    long line;
    @Nullable Instant firstAt;
    @Nullable Instant lastAt;
  }

  private final LogContext context;
  private final long perLog;
  private final Map<Long, TreeMap<Long, Range>> timelines = new TreeMap<>();
  private TreeMap<Long, Range> newestRanges = new TreeMap<>();
  private long newestTimeline = -1;
  private @Nullable Range newest;

  WalSegments(LogContext context) {
    this.context = context;
    perLog = (1L << 32) / context.options.walSegmentBytes();
  }

  /** Whether 24 upper-case hexadecimal digits stand at an offset. */
  static boolean isName(Line line, int at) {
    for (int i = at; i < at + 24; i++) {
      int c = line.at(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) {
        return false;
      }
    }
    return true;
  }

  /** Number of a segment inside its timeline. */
  static long number(String name, long perLog) {
    return Long.parseLong(name.substring(8, 16), 16) * perLog
        + Long.parseLong(name.substring(16, 24), 16);
  }

  /** Name of a segment by timeline and number. */
  static String name(long timeline, long number, long perLog) {
    return "%08X%08X%08X".formatted(timeline, number / perLog, number % perLog);
  }

  /**
   * Adds the segment whose name stands at an offset of a line; false when there are too many gaps
   * to keep.
   */
  boolean add(Line line, int offset, @Nullable Instant at) {
    long timeline = hex(line, offset);
    long number = hex(line, offset + 8) * perLog + hex(line, offset + 16);
    Range same = newest;
    if (same != null
        && newestTimeline == timeline
        && newestRanges.size() == 1
        && number == same.last + 1) {
      same.last = number;
      same.count++;
      same.lastAt = at;
      return true;
    }
    newestRanges = timelines.computeIfAbsent(timeline, t -> new TreeMap<>());
    newestTimeline = timeline;
    boolean isKept = add(newestRanges, number, context.path, line.number, at);
    newest = newestRanges.size() == 1 ? newestRanges.firstEntry().getValue() : null;
    return isKept;
  }

  private static long hex(Line line, int offset) {
    long value = 0;
    for (int i = offset; i < offset + 8; i++) {
      value = value << 4 | Character.digit(line.at(i), 16);
    }
    return value;
  }

  private static boolean add(
      NavigableMap<Long, Range> ranges, long number, String path, long line, @Nullable Instant at) {
    var below = ranges.floorEntry(number);
    if (below != null && below.getValue().last >= number) {
      return true;
    }
    if (below != null && below.getValue().last == number - 1) {
      Range range = below.getValue();
      range.last = number;
      range.count++;
      range.lastAt = at;
      var above = ranges.get(number + 1);
      if (above != null) {
        ranges.remove(number + 1);
        range.last = above.last;
        range.count += above.count;
        range.lastAt = above.lastAt;
      }
      return true;
    }
    Range range = ranges.remove(number + 1);
    if (range == null) {
      if (ranges.size() >= MOST) {
        return false;
      }
      range = new Range();
      range.last = number;
      range.lastAt = at;
    }
    range.first = number;
    range.count++;
    range.path = path;
    range.line = line;
    range.firstAt = at;
    ranges.put(number, range);
    return true;
  }

  /** Rows of wal_range, in order; table columns of the caller are left open. */
  List<LogRow> rows() {
    List<LogRow> rows = new ArrayList<>();
    for (var timeline : timelines.entrySet()) {
      for (Range range : timeline.getValue().values()) {
        rows.add(
            new LogRow("wal_range")
                .set("path", range.path)
                .set("line", range.line)
                .set("item", rows.size() + 1L)
                .set("first_segment", name(timeline.getKey(), range.first, perLog))
                .set("last_segment", name(timeline.getKey(), range.last, perLog))
                .set("segment_count", range.count)
                .set("status", "present")
                .set("first_at", range.firstAt)
                .set("last_at", range.lastAt));
      }
    }
    return rows;
  }
}
