package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Failures to archive WAL, one row per unbroken series of failures of the same segment. */
final class ArchiveFailures {
  private static final class Series {
    String tool = "";
    String path = "";
    @Nullable String segment;
    @Nullable String firstAt;
    @Nullable String lastAt;
    long line;
    long count;
    @Nullable String error;
  }

  private final LogContext context;
  private final Map<String, Series> open = new TreeMap<>();

  ArchiveFailures(LogContext context) {
    this.context = context;
  }

  void failed(
      String tool,
      String system,
      @Nullable String segment,
      @Nullable Instant at,
      String path,
      long line,
      @Nullable String error)
      throws IOException {
    context.saw(at);
    String key = tool + '\n' + system;
    Series series = open.get(key);
    if (series != null && !Objects.equals(series.segment, segment)) {
      close(key);
      series = null;
    }
    if (series == null) {
      series = new Series();
      series.tool = tool;
      series.segment = segment;
      series.path = path;
      series.line = line;
      series.firstAt = at == null ? null : at.toString();
      open.put(key, series);
    }
    series.lastAt = at == null ? series.lastAt : at.toString();
    series.error = error;
    series.count++;
  }

  /** A segment was archived: the series of that system is over. */
  void succeeded(String system) throws IOException {
    if (open.isEmpty()) {
      return;
    }
    close("pgbackrest\n" + system);
    close("postgresql\n" + system);
  }

  private void close(String key) throws IOException {
    Series series = open.remove(key);
    if (series != null) {
      context.emit(
          new LogRow("archive_failure")
              .set("path", series.path)
              .set("line", series.line)
              .set("tool", series.tool)
              .set("system", key.substring(key.indexOf('\n') + 1))
              .set("segment", series.segment)
              .set("first_at", series.firstAt)
              .set("last_at", series.lastAt)
              .set("failure_count", series.count)
              .set("error", series.error));
    }
  }

  void end() throws IOException {
    for (String key : List.copyOf(open.keySet())) {
      close(key);
    }
  }
}
