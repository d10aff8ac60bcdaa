package org.pgevidence.collect.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.pgevidence.fact.Digest;

/** Reads one file after the other: hash, decompression, lines, format, rows, all in one pass. */
final class LogFileReader {
  private final String source;
  private final LogOptions options;
  private final LogSink sink;

  LogFileReader(String source, LogOptions options, LogSink sink) {
    this.source = source;
    this.options = options;
    this.sink = sink;
  }

  void read(Path file) throws IOException {
    if (file.toString().endsWith(".rc") && exitCode(file).isPresent()) {
      return;
    }
    LogContext context = new LogContext(sink, file.toString(), file, options, sibling(file));
    try (InputStream raw = LogSources.open(file)) {
      read(file, raw, context);
    } catch (java.nio.file.FileSystemException e) {
      LogSources.unreadable(
          file.toString(),
          e.getReason() == null ? e.getClass().getSimpleName() : e.getReason(),
          sink);
      sink.row(
          "log_file",
          context
              .fileRow()
              .set("source", source)
              .set("format", "unknown")
              .set("state", "unreadable")
              .values());
    }
  }

  private void read(Path file, InputStream raw, LogContext context) throws IOException {
    var digest = Digest.sha256();
    var hashed = new BufferedInputStream(new DigestInputStream(raw, digest), 1 << 18);
    hashed.mark(4);
    boolean isGzip = hashed.read() == 0x1f && hashed.read() == 0x8b;
    hashed.reset();
    LineSource lines = new LineSource(isGzip ? new GZIPInputStream(hashed, 1 << 16) : hashed);
    byte[] head = lines.peek();
    String format = Recognition.of(head);
    LogParser parser = parser(format, context);
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
    parser.end();
    hashed.transferTo(java.io.OutputStream.nullOutputStream());
    if (parser instanceof JsonDocument document) {
      format = document.format();
    }
    finish(file, context, format, isGzip, lines.lines(), HexFormat.of().formatHex(digest.digest()));
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
    } else if (context.rows() == 0 && !isUnknown) {
      context.note("nothing in it speaks of a backup, a restore, archiving or recovery");
    }
    sink.row(
        "log_file",
        context
            .fileRow()
            .set("source", source)
            .set("format", format)
            .set("state", isUnknown ? "unknown" : context.isPartial() ? "partial" : "whole")
            .set("size_bytes", Files.size(file))
            .set("sha256", sha256)
            .set("is_compressed", isGzip ? 1L : 0L)
            .set("line_count", lines)
            .values());
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
