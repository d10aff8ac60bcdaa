package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Folders;
import org.pgevidence.fact.UserFault;

/**
 * The folder that a drill restores into: new, of mode 0700, removed at the end. It holds what the
 * database holds.
 */
final class Scratch {
  private static final List<String> FOLDERS =
      List.of("data", "conf", "socket", "tablespaces", "lock", "log");

  /** What the kernel allows is 107 bytes for the whole path of a socket. */
  private static final int LONGEST_PARENT =
      107 - "/drill-01234567890123456789/socket/.s.PGSQL.1".length();

  private final Path parent;
  private final DrillUser user;
  private @Nullable Path folder;

  Scratch(Path parent, DrillUser user) {
    this.parent = parent;
    this.user = user;
  }

  /**
   * Throws UserFault (exit code 2) when a fifth more than {@code bytes} is not free, or no socket
   * fits.
   */
  void requireSpace(long bytes) throws IOException {
    String path = parent.toAbsolutePath().toString();
    if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PARENT) {
      throw UserFault.usage(
          "The path "
              + path
              + " is too long for a Unix socket below it. Name a folder of at most "
              + LONGEST_PARENT
              + " bytes with --scratch.");
    }
    Files.createDirectories(parent);
    long free = Files.getFileStore(parent).getUsableSpace();
    long needed = bytes + bytes / 5;
    if (free < needed) {
      throw UserFault.usage(
          "The drill needs "
              + needed
              + " bytes under "
              + parent
              + ", but only "
              + free
              + " are free. Name another folder with --scratch.");
    }
  }

  Path make() throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path made = Files.createTempDirectory(parent.toAbsolutePath(), "drill-", mode);
    folder = made;
    user.own(made);
    for (String name : FOLDERS) {
      user.own(Files.createDirectory(made.resolve(name), mode));
    }
    return made;
  }

  /** The folder, once made. */
  @Nullable Path folder() {
    return folder;
  }

  /** Whether nothing of it is left. */
  boolean isGone() {
    Path made = folder;
    return made == null || Files.notExists(made);
  }

  /** Removes it with all below; links are removed and never followed. */
  void remove() throws IOException {
    Path made = folder;
    if (made != null) {
      Folders.delete(made);
    }
  }
}
