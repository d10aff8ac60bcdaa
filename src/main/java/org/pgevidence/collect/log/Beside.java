package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was captured beside an output: NAME.rc for NAME.stdout, NAME.stderr or NAME.log, and
 * NAME.stderr for the others.
 */
final class Beside {
  /** How a base backup names a damaged page. */
  static final String PAGE_WARNING = "WARNING:  checksum verification failed in file ";

  private Beside() {}

  /** Exit code that lies beside a file; empty when none does. */
  static OptionalInt exitCode(Path file) {
    Path beside = sibling(file, ".rc");
    return Files.isRegularFile(beside) ? code(beside) : OptionalInt.empty();
  }

  /** Exit code that a file consists of; empty when it holds anything else. */
  static OptionalInt code(Path file) {
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

  /**
   * The first warning of a damaged page in NAME.stderr, with its place; empty when there is none. A
   * stream that can't be read is a gap.
   */
  static Optional<String> pageWarning(Path file, LogSink sink) {
    Path beside = sibling(file, ".stderr");
    if (!Files.isRegularFile(beside) || beside.equals(file)) {
      return Optional.empty();
    }
    try (LogFile opened = LogFile.open(beside)) {
      Line line = new Line();
      while (opened.lines().next(line)) {
        if (line.startsWith(PAGE_WARNING)) {
          String said = Redaction.line(line.text("WARNING:  ".length()));
          return Optional.of(said + " (" + beside.getFileName() + ":" + line.number + ")");
        }
      }
    } catch (IOException e) {
      LogSources.unreadable(beside.toString(), LogFileReader.reason(e), sink);
    }
    return Optional.empty();
  }

  /**
   * The log of the run that wrote a file: NAME.stderr, NAME.log or NAME.stdout for NAME.dump.gpg.
   */
  static Optional<Path> log(Path file) {
    String name = String.valueOf(file.getFileName());
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      for (String end : List.of(".stderr", ".log", ".stdout")) {
        Path log = file.resolveSibling(name.substring(0, dot) + end);
        if (!log.equals(file) && Files.isRegularFile(log)) {
          return Optional.of(log);
        }
      }
    }
    return Optional.empty();
  }

  private static Path sibling(Path file, String end) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + end);
  }
}
