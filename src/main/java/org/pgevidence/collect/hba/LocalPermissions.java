package org.pgevidence.collect.hba;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Owner and mode of a file that is on this host too: same path, size and time as on the server. */
record LocalPermissions(String owner, String mode) {

  static Optional<LocalPermissions> of(String path, ServerFiles.Answer.Content content) {
    Path file = Path.of(path);
    try {
      if (!file.isAbsolute() || !Files.isRegularFile(file) || content.modifiedAt().isEmpty()) {
        return Optional.empty();
      }
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      boolean isSame =
          attributes.size() == content.bytes().length
              && attributes.lastModifiedTime().toInstant().getEpochSecond()
                  == content.modifiedAt().get().getEpochSecond();
      return isSame
          ? Optional.of(
              new LocalPermissions(
                  attributes.owner().getName(),
                  PosixFilePermissions.toString(attributes.permissions())))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
