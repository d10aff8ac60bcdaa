package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A dump itself, plain or listed by {@code pg_restore -l}. A plain dump that was written to its end
 * says so; behind that line newer minor versions write {@code \\unrestrict}. A list proves nothing:
 * {@code pg_restore -l} reads a truncated dump without complaint.
 */
final class DumpFile implements LogParser {
  private final LogContext context;
  private final LogRow row;
  private final boolean isArchive;
  private boolean isPlain;
  private boolean isDone;

  DumpFile(LogContext context, String format) {
    this.context = context;
    this.isArchive = format.equals("pg_dump-archive");
    this.row =
        new LogRow("backup_run")
            .set("line", 1L)
            .set("item", 1L)
            .set("tool", "pg_dump")
            .set("source", "file")
            .set("type", "dump")
            .set("time_grade", "stated");
    if (isArchive) {
      context.note("a dump in an archive format: only pg_restore can tell whether it is whole");
    }
  }

  @Override
  public void line(Line line) {
    boolean isComment = line.startsWith("-- ") || line.startsWith("; ") || line.startsWith(";  ");
    if (!isComment || line.length() > 200) {
      return;
    }
    String text = line.text(line.at(0) == '-' ? 3 : 1).strip();
    if (text.startsWith("Started on ")) {
      time("started_at", text);
    } else if (text.startsWith("Completed on ")) {
      time("stopped_at", text);
    } else if (text.startsWith("Archive created at ")) {
      time("started_at", text);
    } else if (text.startsWith("dbname: ")) {
      row.set("system", text.substring(8));
    } else if (text.startsWith("Dumped from database version")) {
      String[] words = text.substring(28).replace(":", "").strip().split(" ", 2);
      row.set("server_version", words[0]);
    } else if (text.matches("PostgreSQL database (cluster )?dump complete")) {
      isDone = true;
    } else if (text.matches("PostgreSQL database (cluster )?dump")) {
      isPlain = true;
    }
  }

  private void time(String column, String text) {
    row.set(column, context.times.findText(text)).set("time_grade", context.times.gradeOf(text));
  }

  @Override
  public void end() throws IOException {
    if (isPlain && !isDone) {
      context.partial("the dump has no closing comment: cut off or still being written");
    }
    context.emit(row.set("result", isDone ? "succeeded" : "unknown"));
    if (isPlain || isArchive) {
      context.emit(
          new LogRow("repository_file")
              .set("tool", "pg_dump")
              .set("kind", "data")
              .set("run_path", Beside.log(Path.of(context.path)).map(Path::toString).orElse(null))
              .set("encryption", "plain"));
    }
  }
}
