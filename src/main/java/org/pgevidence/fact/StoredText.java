package org.pgevidence.fact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A text file of a pack: as it is called, or gzipped with {@code .gz} behind its name when it is
 * large. Estates of some hundred roles never see the second form.
 */
public final class StoredText {
  /**
   * Files above so many bytes are gzipped: findings.json, replay.sql and the register; what is made
   * of them above a 16th.
   */
  public static final long PLAIN_BYTES = 16L << 20;

  private static final int LEVEL = 8;

  private StoredText() {}

  /** The file in the form that it has; empty when there is none, or it is a link. */
  public static Optional<Path> find(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path packed = folder.resolve(name + ".gz");
    return Files.isRegularFile(plain, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(plain)
        : Optional.of(packed).filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  /** Value of a JSON file that {@link #find} gave; IOException as {@link Json#parse}. */
  public static @Nullable Object json(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return Json.parse(in);
    }
  }

  /** Bytes of a file that {@link #find} gave, uncompressed. */
  public static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Gzips a file just written when it is large; gives the file that stands there then. */
  public static Path pack(Path file, long plainBytes) throws IOException {
    if (Files.size(file) <= plainBytes) {
      return file;
    }
    Path packed = file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".gz");
    try (OutputStream out = gzip(packed)) {
      Files.copy(file, out);
    }
    Files.delete(file);
    return packed;
  }

  /** Gzips into a new file: a twentieth smaller than by default, for twice the time. */
  static OutputStream gzip(Path file) throws IOException {
    return new GZIPOutputStream(Files.newOutputStream(file), 1 << 16) {
      {
        def.setLevel(LEVEL);
      }
    };
  }
}
