package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Gap;

/**
 * What the parsers of one log share: where rows go, how times are read, what was noticed. A log may
 * lie in several files, one after the other, when it was rotated.
 */
final class LogContext {
  private final LogSink sink;
  String path = "";
  final LogOptions options;
  final Times times;
  OptionalInt exitCode = OptionalInt.empty();
  private final Map<String, Long> rows = new HashMap<>();
  private final List<LogRow> files = new ArrayList<>();
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;
  private @Nullable String toolVersion;
  private @Nullable String note;
  private boolean isPartial;

  LogContext(LogSink sink, LogOptions options) {
    this.sink = sink;
    this.options = options;
    this.times = new Times(options);
  }

  /** Goes on with the next file; {@code code} is the exit code captured beside it. */
  void next(Path file, OptionalInt code) {
    path = file.toString();
    exitCode = code;
    times.forget();
    firstAt = null;
    lastAt = null;
    toolVersion = null;
    note = null;
    isPartial = false;
  }

  /** A row that stays with the file in hand, wherever what it tells of ends. */
  LogRow row(String table) {
    return new LogRow(table).set("path", path);
  }

  /** Hands a row over; without a path it is of the file in hand. */
  void emit(LogRow row) throws IOException {
    boolean isBegunBefore = row.has("path") && !path.equals(row.get("path"));
    if (isBegunBefore && hasColumn(row, "end_path")) {
      row.set("end_path", path);
    }
    row.set("path", isBegunBefore ? null : path);
    boolean isTold = isBegunBefore && !hasColumn(row, "end_path");
    for (String column :
        List.of("started_at", "stopped_at", "verified_at", "checked_at", "opened_at", "last_at")) {
      boolean isBegin = column.equals("started_at") || column.equals("verified_at");
      if (!isTold
          && !(isBegunBefore && isBegin)
          && hasColumn(row, column)
          && row.get(column) instanceof String at) {
        saw(Instant.parse(at));
      }
    }
    sink.row(row.table(), row.values());
    rows.merge(String.valueOf(row.get("path")), 1L, Long::sum);
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

  /** The first warning of a damaged page that was captured beside the file in hand. */
  Optional<String> pageWarning() {
    return Beside.pageWarning(Path.of(path), sink);
  }

  /** How many rows are out that name the file in hand. */
  long rows() {
    return rows.getOrDefault(path, 0L);
  }

  boolean isPartial() {
    return isPartial;
  }

  @Nullable Instant lastAt() {
    return lastAt;
  }

  /** Keeps the row of a file until all rows of the log are out, which it counts. */
  void keep(LogRow file) {
    files.add(file);
  }

  /** The log is over: its files are told, oldest first. */
  void end() throws IOException {
    for (LogRow file : files) {
      Long count = rows.getOrDefault(String.valueOf(file.get("path")), 0L);
      file.set("row_count", count);
      if (count == 0 && !"unknown".equals(file.get("format")) && !file.has("note")) {
        file.set("note", "nothing in it speaks of a backup, a restore, archiving or recovery");
      }
      sink.row("log_file", file.values());
    }
  }

  LogRow fileRow() {
    return new LogRow("log_file")
        .set("path", path)
        .set("tool_version", toolVersion)
        .set("zone", times.zone().getId().equals("Z") ? "UTC" : times.zone().getId())
        .set("zone_grade", times.grade())
        .set("first_at", firstAt)
        .set("last_at", lastAt)
        .set("note", note);
  }
}
