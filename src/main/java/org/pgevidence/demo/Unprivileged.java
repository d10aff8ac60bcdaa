package org.pgevidence.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs that refuse root: as the user {@code nobody} when this process is root, else as the
 * user that it is.
 */
final class Unprivileged {
  private static final int NOBODY = 65534;

  private Unprivileged() {}

  static boolean isRoot() {
    try {
      return Integer.valueOf(0)
          .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /** The command, run without root's rights (setpriv of util-linux). */
  static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--inh-caps=-all",
              "--"));
    }
    whole.addAll(command);
    return whole;
  }

  /** Hands a file or folder to the user that {@link #command} runs as. */
  static void own(Path path) throws IOException {
    if (isRoot()) {
      Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
