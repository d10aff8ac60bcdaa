package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Gap;

/** What the parsers of one file share: where rows go, how times are read, what was noticed. */
final class LogContext {
  private final LogSink sink;
  final String path;
  final Path file;
  final LogOptions options;
  final Times times;
  final OptionalInt exitCode;
  private long rows;
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;
  private @Nullable String toolVersion;
  private @Nullable String note;
  private boolean isPartial;

  LogContext(LogSink sink, String path, Path file, LogOptions options, OptionalInt exitCode) {
    this.sink = sink;
    this.path = path;
    this.file = file;
    this.options = options;
    this.times = new Times(options);
    this.exitCode = exitCode;
  }

  /** Hands a row over, with the file's path filled in. */
  void emit(LogRow row) throws IOException {
    row.set("path", path);
    for (String column :
        List.of("started_at", "stopped_at", "verified_at", "checked_at", "opened_at", "last_at")) {
      if (hasColumn(row, column) && row.get(column) instanceof String at) {
        saw(Instant.parse(at));
      }
    }
    sink.row(row.table(), row.values());
    rows++;
  }

  private static boolean hasColumn(LogRow row, String column) {
    return org.pgevidence.fact.Schema.standard().table(row.table()).columnNames().contains(column);
  }

  /** Widens the time that the file covers. */
  void saw(@Nullable Instant at) {
    if (at != null) {
      firstAt = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
      lastAt = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
    }
  }

  /** A line that could not be understood; the reason is a clause without a full stop. */
  void gap(String table, long line, String reason, String remedy) {
    sink.gap(
        new Gap(
            table,
            "",
            Gap.Extent.ROWS,
            List.of(),
            path + ":" + line,
            path + ":" + line + ": " + reason,
            Optional.empty(),
            remedy));
  }

  /** Says what is odd about the file; the first remark stays. */
  void note(String text) {
    note = note == null ? text : note;
  }

  /** The file breaks off; what was read counts, the rest is unknown. */
  void partial(String why) {
    isPartial = true;
    note(why);
  }

  void toolVersion(@Nullable String version) {
    toolVersion = toolVersion == null ? version : toolVersion;
  }

  boolean isPartial() {
    return isPartial;
  }

  long rows() {
    return rows;
  }

  LogRow fileRow() {
    return new LogRow("log_file")
        .set("path", path)
        .set("row_count", rows)
        .set("tool_version", toolVersion)
        .set("zone", times.zone().getId().equals("Z") ? "UTC" : times.zone().getId())
        .set("zone_grade", times.grade())
        .set("first_at", firstAt)
        .set("last_at", lastAt)
        .set("note", note);
  }
}
