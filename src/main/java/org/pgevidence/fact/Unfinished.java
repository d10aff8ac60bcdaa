package org.pgevidence.fact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is being filled. It is deleted when the work ends without {@link #keep}, and when
 * SIGINT, SIGTERM or SIGHUP ends the program; what SIGKILL or a power cut leaves keeps its hidden
 * name and is never taken for a whole one.
 */
public final class Unfinished implements AutoCloseable {
  private static final int TRIES = 100;

  private final Path folder;
  private final Thread hook;

  private Unfinished(Path folder) {
    this.folder = folder;
    hook = new Thread(this::deleteWhileOthersWrite, "unfinished folder");
  }

  /** Watches over a folder. */
  public static Unfinished of(Path folder) {
    Unfinished unfinished = new Unfinished(folder);
    Runtime.getRuntime().addShutdownHook(unfinished.hook);
    return unfinished;
  }

  /** The folder is whole and has its final name. */
  public void keep() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook finds nothing under the old name.
    }
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
    keep();
  }

  /** Threads still run while the program ends, and may make files that were just deleted. */
  private void deleteWhileOthersWrite() {
    for (int i = 0; i < TRIES; i++) {
      try {
        Folders.delete(folder);
        Thread.sleep(5);
        if (!Files.exists(folder)) {
          return;
        }
      } catch (IOException e) {
        // A file came or went; tried again.
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
