package org.pgevidence.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.ProfileReader;
import picocli.CommandLine.Option;

/** Which profile fills the options that are not given. */
final class ProfileOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Profile; default: pgevidence.yaml where it exists.")
  @Nullable Path file;

  ProfileReader open() {
    return ProfileReader.open(Optional.ofNullable(file));
  }
}
