package org.pgevidence.fact;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot beside its target folder and renames it into place when it is whole, so that a
 * run that dies leaves nothing behind under the target's name. Folders are 0700, files 0600. Not
 * thread-safe.
 */
public final class SnapshotWriter implements AutoCloseable {
  private static final FileAttribute<?> FOLDER_MODE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path target;
  private final Path work;
  private final Unfinished unfinished;
  private final boolean isPart;
  private final Map<String, TableWriter> writers = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private boolean isFinished;

  private SnapshotWriter(Path target, Path work, boolean isPart) {
    this.target = target;
    this.work = work;
    this.isPart = isPart;
    unfinished = Unfinished.of(work);
  }

  /**
   * Starts a snapshot that will stand at {@code target}, which must not exist or be empty
   * (UserFault, exit code 2; 5 when not writable).
   */
  public static SnapshotWriter create(Path target) {
    try {
      Path absolute =
          Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
      if (Files.exists(absolute) && !isEmptyDirectory(absolute)) {
        throw UserFault.usage(
            "The snapshot cannot be written to "
                + target
                + ": it exists and is not an empty folder. Name another folder with -o.");
      }
      Path parent = absolute.getParent() == null ? absolute : absolute.getParent();
      Files.createDirectories(parent);
      Path work =
          Files.createTempDirectory(
              parent, "." + absolute.getFileName() + ".partial-", FOLDER_MODE);
      Files.createDirectory(work.resolve("facts"), FOLDER_MODE);
      return new SnapshotWriter(absolute, work, false);
    } catch (IOException e) {
      throw UserFault.io(
          "The snapshot could not be written to "
              + target
              + ": "
              + Met.by(e)
              + ". Name a folder that you can write to.",
          e);
    }
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  /**
   * The writer of a fact table; the same one each time, so that several databases append to one
   * table.
   */
  public TableWriter table(String name) throws IOException {
    TableSchema table = Schema.standard().table(name);
    TableWriter writer = writers.get(name);
    if (writer == null) {
      writer =
          isPart ? TableWriter.ofPart(table, work) : new TableWriter(table, work.resolve("facts"));
      writers.put(name, writer);
    }
    return writer;
  }

  /** Drops what was written of a table: it counts as not provided, and a gap must say why. */
  public void withdraw(String name) throws IOException {
    TableWriter writer = writers.remove(name);
    if (writer != null && !isPart) {
      writer.close();
      Files.delete(work.resolve(writer.entry().path()));
    }
  }

  /**
   * A writer for another thread, whose rows and gaps stand in the snapshot once they are
   * {@linkplain #append appended}. It is closed with this one, and never finished.
   */
  public SnapshotWriter part() throws IOException {
    Path folder = Files.createTempDirectory(work, "part-", FOLDER_MODE);
    return new SnapshotWriter(folder, folder, true);
  }

  /** Puts all rows and gaps of a part behind those that were written here. */
  public void append(SnapshotWriter part) throws IOException {
    for (var written : part.writers.entrySet()) {
      table(written.getKey()).append(written.getValue());
    }
    gaps.addAll(part.gaps);
    part.close();
  }

  /** Records a gap. */
  public void gap(Gap gap) {
    gaps.add(gap);
  }

  /** Takes back the gaps of a table when another source told all that it would have held. */
  public void withdrawGaps(String table) {
    gaps.removeIf(gap -> gap.table().equals(table));
  }

  /** Gaps so far. */
  public List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /**
   * Writes gaps and {@code snapshot.json} and renames the folder into place. {@code header} becomes
   * the head of snapshot.json, before the files.
   *
   * @return the finished snapshot's folder
   */
  public Path finish(Map<String, @Nullable Object> header) throws IOException {
    TableWriter gapTable = table("gap");
    for (int i = 0; i < gaps.size(); i++) {
      Gap gap = gaps.get(i);
      gapTable.row(
          i + 1,
          gap.table(),
          gap.database(),
          gap.extent().name().toLowerCase(java.util.Locale.ROOT),
          Json.compact(gap.columns()),
          gap.subject(),
          gap.reason(),
          gap.missingRight().orElse(null),
          gap.remedy());
    }
    List<Map<String, @Nullable Object>> files = new ArrayList<>();
    for (TableWriter writer : writers.values()) {
      writer.close();
      files.add(writer.entry().toJson());
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.putAll(header);
    json.put("files", files);
    Files.writeString(work.resolve("snapshot.json"), Json.pretty(json));
    restrict(work);
    try {
      Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (DirectoryNotEmptyException e) {
      throw UserFault.io(
          "The snapshot could not be moved to "
              + target
              + ": a folder appeared there meanwhile. Name another folder.",
          e);
    }
    isFinished = true;
    unfinished.keep();
    return target;
  }

  private static void restrict(Path root) throws IOException {
    var fileMode = PosixFilePermissions.fromString("rw-------");
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(file, fileMode);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes the unfinished work, if any. */
  @Override
  public void close() throws IOException {
    if (!isFinished) {
      unfinished.close();
    }
  }
}
