package org.pgevidence.collect.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.fact.Gap;

/**
 * Entry for the collector: files and folders given with {@code --backup-log} and {@code
 * --server-log} become rows of the tables in {@code schema/fact/backup.sql}.
 *
 * <p>Files are read in the order of their paths, the parts of a rotated log in that of their times,
 * each once, in constant memory. A file that nobody recognises or that cannot be read is a gap that
 * names it, and a row of log_file. When at least one path is given, all {@link #TABLES} count as
 * provided.
 */
public final class LogSources {
  /** Tables that are provided, maybe empty, once logs were given. */
  public static final List<String> TABLES =
      List.of(
          "log_file",
          "backup_run",
          "backup_repository",
          "backup_check",
          "wal_range",
          "archive_failure",
          "archiver_report",
          "backup_expiry",
          "verify_run",
          "restore_run",
          "recovery",
          "access_statement",
          "timeline_history",
          "repository_file",
          "drill",
          "drill_check",
          "drill_table");

  private LogSources() {}

  /** Reads all files below {@code paths}; {@code source} is "backup" or "server". */
  public static void read(String source, List<Path> paths, LogOptions options, LogSink sink)
      throws IOException {
    read(source, paths, options, sink, new HashSet<>());
  }

  /**
   * Reads the files below {@code paths} that are not in {@code seen}, and adds them to it: what two
   * options name, or a folder and a link, is one log.
   */
  public static void read(
      String source, List<Path> paths, LogOptions options, LogSink sink, Set<Path> seen)
      throws IOException {
    List<Path> unseen = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path) && !seen.add(identity(path))) {
        continue;
      }
      if (!Files.exists(path)) {
        unreadable(path, source, "there is no such file or folder", sink);
        continue;
      }
      if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
        // A pipe would wait for its writer, a device may never end.
        unreadable(path, source, "it is no regular file", sink);
        continue;
      }
      for (Path file : files(path, source, sink)) {
        if (seen.add(identity(file))) {
          unseen.add(file);
        }
      }
    }
    LogFileReader reader = new LogFileReader(source, options, sink);
    for (List<Path> parts : RotatedLogs.of(unseen)) {
      reader.read(parts);
    }
  }

  private static Path identity(Path file) throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
  }

  private static void unreadable(Path path, String source, String met, LogSink sink)
      throws IOException {
    unreadable(path.toString(), met, sink);
    sink.row(
        "log_file",
        new LogRow("log_file")
            .set("path", path.toString())
            .set("source", source)
            .set("format", "unknown")
            .set("state", "unreadable")
            .set("zone", "UTC")
            .set("zone_grade", "assumed")
            .set("note", met)
            .values());
  }

  /** All files below a folder, through links too; what cannot be entered is a gap of its own. */
  private static List<Path> files(Path path, String source, LogSink sink) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        path,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes found)
              throws IOException {
            if (found.isRegularFile()) {
              files.add(file);
            } else {
              unreadable(
                  file,
                  source,
                  found.isSymbolicLink() ? "the link leads nowhere" : "it is no regular file",
                  sink);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException met) throws IOException {
            String why =
                met instanceof FileSystemLoopException
                    ? "the link leads back to a folder above it"
                    : LogFileReader.reason(met);
            unreadable(file, source, why, sink);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  static void unreadable(String path, String met, LogSink sink) {
    sink.gap(
        new Gap(
            "log_file",
            "",
            Gap.Extent.ROWS,
            List.of(),
            path,
            path + " could not be read: " + met,
            Optional.of("read access to " + path),
            "Give the user that collects read access to the file, or name another path."));
  }

  /** Bytes of a file; the only place that opens logs. */
  static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file);
  }
}
