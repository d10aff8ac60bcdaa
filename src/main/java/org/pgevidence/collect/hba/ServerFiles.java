package org.pgevidence.collect.hba;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server's file system as far as authentication files need it. Paths are the server's. */
public interface ServerFiles {
  /** Bytes of a file, or why there are none. */
  Answer read(String path);

  /** Names in a folder, or why there are none. */
  Listing list(String folder);

  /** What reading a file gave. */
  sealed interface Answer {
    /** The file's bytes and its modification time where known. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Content(byte[] bytes, Optional<Instant> modifiedAt) implements Answer {}

    /**
     * It could not be read.
     *
     * @param isMissing whether there is no such file
     * @param reason in the words of the operating system, e.g. No such file or directory
     */
    record Unreadable(boolean isMissing, String reason) implements Answer {}
  }

  /**
   * Names in a folder.
   *
   * @param names of plain files; empty when it could not be listed
   * @param isReadable whether it could be listed
   */
  record Listing(List<String> names, boolean isReadable) {
    /** Copies the list. */
    public Listing {
      names = List.copyOf(names);
    }
  }
}
