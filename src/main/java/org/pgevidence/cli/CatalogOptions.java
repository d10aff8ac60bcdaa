package org.pgevidence.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;
import picocli.CommandLine.Option;

/** Options on what facts are judged by; the profile fills the rest. */
final class CatalogOptions {
  @Option(
      names = "--controls",
      paramLabel = "DIR",
      description = "Catalogue; default: the shipped one.")
  @Nullable Path controls;

  @Option(
      names = "--context",
      paramLabel = "DIR",
      description = "Context files; default: those of the profile.")
  @Nullable Path context;

  Catalog catalog(ProfileReader profile) {
    return CatalogReader.read(Optional.ofNullable(controls).or(profile::controls));
  }

  Context context(Profile profile, Catalog catalog) {
    return ContextReader.read(Optional.ofNullable(context), profile, catalog);
  }
}
