package org.pgevidence.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Profile;
import picocli.CommandLine.Option;

/** Where the packs are that a command reads; the profile fills the rest. */
final class StoreOptions {
  @Option(
      names = {"--store", "--out"},
      paramLabel = "DIR",
      description = "Folder of all packs; default: that of the profile, else evidence.")
  @Nullable Path folder;

  Path of(Profile profile) {
    return folder != null ? folder : profile.evidence().orElse(Path.of("evidence"));
  }
}
