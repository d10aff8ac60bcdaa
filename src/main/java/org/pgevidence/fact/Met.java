package org.pgevidence.fact;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What was met when a file could not be read or written, in words that need no Java. */
public final class Met {
  private Met() {}

  /** Part of a sentence, without its full stop. */
  public static String by(Exception fault) {
    return switch (fault) {
      case UncheckedIOException wrapped when wrapped.getCause() != null -> by(wrapped.getCause());
      case FileAlreadyExistsException file -> file.getFile() + " is a file";
      case NoSuchFileException file -> "there is no " + file.getFile();
      case AccessDeniedException file -> "you have no right to " + file.getFile();
      case FileSystemException file when file.getReason() != null ->
          file.getFile() + ": " + file.getReason();
      default -> String.valueOf(fault.getMessage());
    };
  }
}
