package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** What was captured beside an output: NAME.rc for NAME.stdout, NAME.stderr or NAME.log. */
final class Beside {
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

  private static Path sibling(Path file, String end) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + end);
  }
}
