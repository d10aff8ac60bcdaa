package org.pgevidence.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.Unfinished;
import org.pgevidence.fact.UserFault;
import org.pgevidence.render.Machine;

/**
 * A folder being filled beside its final place, which it takes in one atomic rename: a run that
 * dies leaves nothing there. Folders are 0700, files 0600.
 */
public final class PackFolder implements AutoCloseable {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** What everything else is made of. */
  private static final Set<String> ORIGINALS =
      Set.of(Layout.FINDINGS, Layout.REPLAY, Registers.FILE);

  private final Path target;
  private final Path work;
  private final java.util.Map<String, PackFile> described =
      new java.util.concurrent.ConcurrentHashMap<>();
  private final Unfinished unfinished;
  private boolean isFinished;

  private final long plainBytes;

  private PackFolder(Path target, Path work, long plainBytes) {
    this.target = target;
    this.work = work;
    this.plainBytes = plainBytes;
    unfinished = Unfinished.of(work);
  }

  /** Starts a folder that will stand at {@code target}. */
  public static PackFolder create(Path target) throws IOException {
    return create(target, StoredText.PLAIN_BYTES);
  }

  /** The same; {@link #shrink} gzips files above so many bytes, and copies above a 16th of them. */
  static PackFolder create(Path target, long plainBytes) throws IOException {
    Path parent = target.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw UserFault.usage("A pack cannot stand at " + target + "; name another folder.");
    }
    Files.createDirectories(parent, PRIVATE);
    Path work =
        Files.createTempDirectory(parent, "." + target.getFileName() + ".partial-", PRIVATE);
    return new PackFolder(parent.resolve(String.valueOf(target.getFileName())), work, plainBytes);
  }

  /** Where the files are until {@link #finish}. */
  public Path work() {
    return work;
  }

  /** Path of a file to be written, its folders made; asked for before each time it is written. */
  public Path file(String path) throws IOException {
    if (!Layout.isPath(path)) {
      throw UserFault.usage(
          "The file name \""
              + path
              + "\" cannot stand in a pack; rename the file to ASCII letters.");
    }
    Path file = work.resolve(path);
    described.remove(path);
    Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()), PRIVATE);
    return file;
  }

  /** Writes a file. */
  public void write(String path, byte[] bytes) throws IOException {
    Files.write(file(path), bytes);
  }

  /** Writes a text as UTF-8. */
  public void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes what is made meanwhile; gzipped, with {@code .gz} behind the name, when it is large. */
  public void write(String path, Machine.Content content) throws IOException {
    Path file = file(path);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      content.writeTo(out);
    }
    shrink(path);
  }

  /** Gzips a text just written, with {@code .gz} behind its name, when it is large. */
  void shrink(String path) throws IOException {
    described.remove(path + ".gz");
    StoredText.pack(work.resolve(path), ORIGINALS.contains(path) ? plainBytes : plainBytes / 16);
  }

  /** Copies a file. */
  public void copy(Path from, String path) throws IOException {
    Files.copy(from, file(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** All files so far, by path. */
  public List<PackFile> files() throws IOException {
    try {
      return list(work).parallelStream()
          .map(path -> described.computeIfAbsent(path, this::describe))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private PackFile describe(String path) {
    try {
      return describe(work, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths of all regular files below a folder, sorted by code point; links are refused. */
  static List<String> list(Path root) throws IOException {
    List<String> paths = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String path = root.relativize(file).toString();
            if (!attributes.isRegularFile()) {
              throw new IOException(path + " is a link or a special file");
            }
            paths.add(path);
            return FileVisitResult.CONTINUE;
          }
        });
    paths.sort(null);
    return paths;
  }

  /** Size and digests of a file; those of its uncompressed bytes too when it is gzipped. */
  static PackFile describe(Path root, String path) throws IOException {
    return describe(root, path, Long.MAX_VALUE);
  }

  /** The same; uncompressing ends with an IOException once it gave more than {@code most} bytes. */
  static PackFile describe(Path root, String path, long most) throws IOException {
    Path file = root.resolve(path);
    long size = Files.size(file);
    String sha256 = Digest.hex(file);
    if (!path.endsWith(".gz")) {
      return new PackFile(path, size, sha256, size, sha256);
    }
    var digest = Digest.sha256();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] buffer = new byte[1 << 16];
      long plain = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        plain += n;
        if (plain > most) {
          throw new IOException(path + " uncompresses to more than " + most + " bytes");
        }
      }
      String plainSha256 = java.util.HexFormat.of().formatHex(digest.digest());
      return new PackFile(path, size, sha256, plain, plainSha256);
    }
  }

  /** Renames the folder into its place, which must be free. */
  public Path finish() throws IOException {
    Files.walkFileTree(
        work,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return FileVisitResult.CONTINUE;
          }
        });
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw UserFault.usage(target + " appeared meanwhile and is not overwritten. Try again.");
    }
    Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    isFinished = true;
    unfinished.keep();
    return target;
  }

  /** Writes a file anew in one step, for files that are not part of a pack. */
  static void replace(Path file, String text) throws IOException {
    Path parent = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
    Path fresh = Files.createTempFile(parent, "." + file.getFileName() + ".", ".partial");
    try (OutputStream out = Files.newOutputStream(fresh)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes unfinished work, if any. */
  @Override
  public void close() throws IOException {
    if (!isFinished) {
      unfinished.close();
    }
  }
}
