package org.pgevidence.pack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets one run at a time look for the newest pack of a system and add the next, so that their links
 * form one chain. Held from the look to the rename; the file stays, empty.
 */
record StoreLock(FileChannel channel, FileLock lock) implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  /** Waits until no other run, of this process or another, holds a system of the store. */
  static StoreLock of(PackStore store, String system) throws IOException {
    Path folder = store.root();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(system.isEmpty() ? ".lock" : "." + system + ".lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      while (true) {
        @Nullable FileLock lock = attempt(channel);
        if (lock != null) {
          return new StoreLock(channel, lock);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new IOException("interrupted while another run held " + folder, e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) { // another thread of this process has it
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
