package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;

/**
 * The operating-system user that restores. Root hands over to another one; anybody else restores as
 * oneself.
 */
final class DrillUser {
  private final @Nullable String name;
  private final int uid;
  private final int gid;
  private final @Nullable String home;

  private DrillUser(@Nullable String name, int uid, int gid, @Nullable String home) {
    this.name = name;
    this.uid = uid;
    this.gid = gid;
    this.home = home;
  }

  /** Throws UserFault (exit code 2) for root without another user, or a user one can't become. */
  static DrillUser of(Optional<String> runAs) {
    return of(runAs, ownUid());
  }

  static DrillUser of(Optional<String> runAs, int own) {
    if (runAs.isEmpty()) {
      if (own == 0) {
        throw UserFault.usage(
            "The drill was started as root, and PostgreSQL refuses root. Name the user that restores with --run-as, e.g. --run-as postgres.");
      }
      return new DrillUser(null, own, -1, null);
    }
    String[] entry = entry(runAs.get());
    int wanted = Integer.parseInt(entry[2]);
    if (wanted == 0) {
      throw UserFault.usage(
          "--run-as "
              + runAs.get()
              + " is root, and PostgreSQL refuses root. Name another user, e.g. --run-as postgres.");
    }
    if (own != 0 && wanted != own) {
      throw UserFault.usage(
          "--run-as "
              + runAs.get()
              + " needs root, and the drill was started as another user. Start it as root or as "
              + runAs.get()
              + ".");
    }
    return own == 0
        ? new DrillUser(runAs.get(), wanted, Integer.parseInt(entry[3]), entry[5])
        : new DrillUser(null, own, -1, null);
  }

  private static int ownUid() {
    try {
      Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
      return uid instanceof Integer number ? number : -1;
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name")) ? 0 : -1;
    }
  }

  /** The user's line of the user database: name, password, uid, gid, full name, home, shell. */
  private static String[] entry(String user) {
    try {
      Process process =
          new ProcessBuilder("getent", "passwd", "--", user)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String line =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String[] entry = line.split(":", -1);
      if (entry.length >= 7) {
        return entry;
      }
    } catch (IOException e) {
      throw UserFault.io("The users of this machine could not be read with getent.", e);
    }
    throw UserFault.usage(
        "--run-as " + user + " is no user of this machine. Name one, e.g. --run-as postgres.");
  }

  /** What setpriv is told to become this user. */
  List<String> switches() {
    return name == null
        ? List.of()
        : List.of(
            "--reuid=" + uid,
            "--regid=" + gid,
            "--init-groups",
            "--inh-caps=-all",
            "--ambient-caps=-all");
  }

  /** Home folder, where it differs from that of this process. */
  Optional<String> home() {
    return Optional.ofNullable(home);
  }

  /** Hands a path to the user. */
  Path own(Path path) throws IOException {
    if (name != null) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
    return path;
  }
}
