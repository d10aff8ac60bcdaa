package org.pgevidence.collect.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads one log after the other: hash, decompression, lines, format, rows, all in one pass. */
final class LogFileReader {
  /** Formats of which a whole file always tells something. */
  private static final Set<String> HELD =
      Set.of(
          "pgbackrest-info-json",
          "pgbackrest-info-text",
          "barman-json",
          "barman-text",
          "wal-g-json",
          "rds-json",
          "drill-record",
          "backup_label",
          "backup-history",
          "timeline-history",
          "pg_stat_archiver");

  private final String source;
  private final LogOptions options;
  private final LogSink sink;

  LogFileReader(String source, LogOptions options, LogSink sink) {
    this.source = source;
    this.options = options;
    this.sink = sink;
  }

  /** Reads one log in its parts, oldest first: what a part leaves open may end in the next. */
  void read(List<Path> parts) throws IOException {
    Path only = parts.getFirst();
    if (parts.size() == 1 && only.toString().endsWith(".rc") && Beside.code(only).isPresent()) {
      return;
    }
    LogContext context = new LogContext(sink, options);
    Optional<LogParser> open = Optional.empty();
    for (Path part : parts) {
      Optional<Instant> before = Optional.ofNullable(context.lastAt());
      context.next(part, Beside.exitCode(part));
      boolean isLast = part.equals(parts.getLast());
      LogFile opened;
      try {
        opened = LogFile.open(part);
      } catch (IOException e) {
        unreadable(part, e, context);
        if (isLast && open.isPresent()) {
          open.get().end();
        }
        continue;
      }
      try (opened) {
        open = Optional.of(read(part, opened, context, open, before, isLast));
      }
    }
    context.end();
  }

  /** Why a file could not be read, without its name. */
  static String reason(IOException met) {
    String said = met instanceof FileSystemException file ? file.getReason() : met.getMessage();
    return said == null ? met.getClass().getSimpleName() : said;
  }

  private void unreadable(Path part, IOException met, LogContext context) {
    LogSources.unreadable(part.toString(), reason(met), sink);
    context.keep(
        context
            .fileRow()
            .set("source", source)
            .set("format", "unknown")
            .set("state", "unreadable"));
  }

  private LogParser read(
      Path part,
      LogFile file,
      LogContext context,
      Optional<LogParser> open,
      Optional<Instant> before,
      boolean isLast)
      throws IOException {
    LineSource lines = file.lines();
    byte[] head = lines.peek();
    String format = Recognition.of(head);
    Optional<RepositoryFile> stored = RepositoryFile.of(part, head, format);
    if (stored.isPresent()) {
      stored.get().tell(context, head, file.isGzip());
      format = stored.get().format();
    }
    LogParser parser;
    boolean isNext =
        open.isPresent() && follows(before, context.times.find(RotatedLogs.firstTime(head)));
    context.times.forget();
    if (isNext) {
      parser = open.orElseThrow();
    } else {
      if (open.isPresent()) {
        open.get().end();
      }
      parser = LogParsers.of(format, context);
    }
    long odd = 0;
    long firstOdd = 0;
    Line line = new Line();
    while (stored.isEmpty() && lines.next(line)) {
      if (lines.isLastLineOpen() && isLog(format)) {
        cut(context, line.number);
      }
      try {
        parser.line(line);
      } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
        odd++;
        firstOdd = firstOdd == 0 ? line.number : firstOdd;
      }
    }
    IOException broken = lines.broken();
    boolean isCutGzip = broken instanceof EOFException || broken instanceof ZipException;
    if (broken != null) {
      context.partial(
          (isCutGzip ? reason(broken) : "reading failed (" + reason(broken) + ")")
              + " after line "
              + lines.lines());
    } else if (lines.isCut()) {
      context.partial("a line was longer than 32 MiB");
    }
    try {
      parser.fileEnds();
      if (isLast) {
        parser.end();
      }
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      odd++;
      firstOdd = firstOdd == 0 ? 1 : firstOdd;
    }
    if (odd > 0) {
      context.partial("values in it are not of the kind that stands there");
      context.gap(
          "log_file",
          firstOdd,
          "a value is not of the kind that stands there, in " + odd + " places; the first is here",
          "Give the file as its tool wrote it.");
    }
    String sha256 = broken == null || isCutGzip ? file.sha256() : null;
    if (parser instanceof JsonDocument document) {
      format = document.format();
    }
    finish(part, context, format, file.isGzip(), lines.lines(), sha256, open.isEmpty() && isLast);
    return parser;
  }

  /** Whether a part begins when the one before it ended; writers may be a little out of order. */
  private static boolean follows(Optional<Instant> before, Optional<Instant> first) {
    return before.isPresent()
        && first.isPresent()
        && first.get().isAfter(before.get().minusSeconds(60));
  }

  private static boolean isLog(String format) {
    return format.endsWith("-log") || format.startsWith("postgresql-");
  }

  private static void cut(LogContext context, long line) {
    context.partial("the last line " + line + " has no end: cut off or still being written");
  }

  private void finish(
      Path file,
      LogContext context,
      String format,
      boolean isGzip,
      long lines,
      @Nullable String sha256,
      boolean isAlone)
      throws IOException {
    boolean isUnknown = format.equals("unknown");
    boolean isEmpty = isAlone && format.equals("empty") && context.exitCode.isEmpty();
    if (isUnknown) {
      context.gap(
          "log_file",
          1,
          "no reader recognises what this file holds",
          "Give logs and reports as their tool writes them; see the README for the formats.");
    } else if (context.isPartial()) {
      context.gap(
          "log_file",
          Math.max(1, lines),
          "the file breaks off; the readable part was taken and what was open there is unknown",
          "Give the whole file, with its rotated parts.");
    } else if (isEmpty || (HELD.contains(format) && context.rows() == 0)) {
      context.gap(
          "log_file",
          1,
          isEmpty
              ? "the file is empty: whoever wrote it said nothing, which proves nothing"
              : "the file looks like " + format + " but holds nothing that its reader knows",
          "Give what the tool wrote, or leave the file out.");
    }
    if (format.equals("empty")) {
      context.note("empty: whoever wrote it said nothing, which proves nothing");
    }
    context.keep(
        context
            .fileRow()
            .set("source", source)
            .set("format", format)
            .set("state", isUnknown ? "unknown" : context.isPartial() ? "partial" : "whole")
            .set("size_bytes", Files.size(file))
            .set("sha256", sha256)
            .set("is_compressed", isGzip ? 1L : 0L)
            .set("line_count", lines));
  }
}
