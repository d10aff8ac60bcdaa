package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one log after the other: hash, decompression, lines, format, rows, all in one pass. */
final class LogFileReader {
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
    if (parts.size() == 1 && only.toString().endsWith(".rc") && exitCode(only).isPresent()) {
      return;
    }
    LogContext context = new LogContext(sink, options);
    Optional<LogParser> open = Optional.empty();
    for (Path part : parts) {
      Optional<Instant> before = Optional.ofNullable(context.lastAt());
      context.next(part, sibling(part));
      boolean isLast = part.equals(parts.getLast());
      try (LogFile file = LogFile.open(part)) {
        open = Optional.of(read(part, file, context, open, before, isLast));
      } catch (java.nio.file.FileSystemException e) {
        unreadable(part, e, context);
        if (isLast && open.isPresent()) {
          open.get().end();
        }
      }
    }
    context.end();
  }

  private void unreadable(Path part, java.nio.file.FileSystemException met, LogContext context) {
    LogSources.unreadable(
        part.toString(),
        met.getReason() == null ? met.getClass().getSimpleName() : met.getReason(),
        sink);
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
    LogParser parser;
    if (open.isPresent() && follows(before, context.times.find(RotatedLogs.firstAt(head)))) {
      parser = open.get();
    } else {
      if (open.isPresent()) {
        open.get().end();
      }
      parser = parser(format, context);
    }
    Line line = new Line();
    while (lines.next(line)) {
      if (lines.isLastLineOpen() && isLog(format)) {
        cut(context, line.number);
      }
      parser.line(line);
    }
    if (lines.isBroken()) {
      context.partial("the gzip stream breaks off after line " + lines.lines());
    } else if (lines.isCut()) {
      context.partial("a line was longer than 32 MiB");
    }
    parser.fileEnds();
    if (isLast) {
      parser.end();
    }
    String sha256 = file.sha256();
    if (parser instanceof JsonDocument document) {
      format = document.format();
    }
    finish(part, context, format, file.isGzip(), lines.lines(), sha256);
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
      Path file, LogContext context, String format, boolean isGzip, long lines, String sha256)
      throws IOException {
    boolean isUnknown = format.equals("unknown");
    if (isUnknown) {
      context.gap(
          "log_file",
          1,
          "no reader recognises what this file holds",
          "Give logs and reports as their tool writes them; see the README for the formats.");
    } else if (context.isPartial()) {
      context.gap(
          "log_file",
          lines,
          "the file breaks off; the readable part was taken and what was open there is unknown",
          "Give the whole file, with its rotated parts.");
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

  private static LogParser parser(String format, LogContext context) {
    return switch (format) {
      case "json" -> new JsonDocument(context);
      case "postgresql-csvlog" -> new CsvLog(context);
      case "postgresql-jsonlog" -> new JsonServerLog(context);
      case "pgbackrest-info-text" -> new PgBackRestInfoText(context);
      case "barman-text" -> new BarmanText(context);
      case "wal-g-log" -> new WalgLog(context);
      case "backup_label",
          "backup-history",
          "timeline-history",
          "pg_stat_archiver",
          "backup_manifest",
          "barman-backup-info" ->
          new SmallFiles(context, format);
      case "pg_dump-text", "pg_dump-archive" -> new DumpFile(context, format);
      case "pgbackrest-repository" -> new RepositoryFile(context);
      case "pg_controldata" -> new ControlData(context);
      case "unknown", "empty" -> new Ignored();
      default -> new TextLog(context);
    };
  }

  /** Exit code captured beside an output: NAME.rc for NAME.stdout, NAME.stderr or NAME.log. */
  private static OptionalInt sibling(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    Path beside = file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".rc");
    return Files.isRegularFile(beside) ? exitCode(beside) : OptionalInt.empty();
  }

  private static OptionalInt exitCode(Path file) {
    try {
      String text =
          Files.size(file) > 8 ? "" : Files.readString(file, StandardCharsets.UTF_8).strip();
      return text.matches("\\d{1,3}")
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** A file that says nothing for the timeline; it is hashed and counted. */
  private static final class Ignored implements LogParser {
    @Override
    public void line(Line line) {}

    @Override
    public void end() {}
  }
}
