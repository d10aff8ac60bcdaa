package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Reads files that may be hostile: no links, no pipes, no devices, no more than so many bytes. */
final class Bounded {
  /** Manifests, signatures, timestamps. */
  static final long SEAL = 64L << 20;

  /** A statement and its signature. */
  static final long STATEMENT = 4L << 20;

  /** A report. */
  static final long REPORT = 1L << 30;

  private Bounded() {}

  /** Throws IOException with a clause that names the file. */
  static byte[] read(Path file, long most) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          file.getFileName()
              + (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                  ? " is no regular file"
                  : " is missing"));
    }
    if (Files.size(file) > most) {
      throw new IOException(file.getFileName() + " is larger than " + most + " bytes");
    }
    return Files.readAllBytes(file);
  }
}
