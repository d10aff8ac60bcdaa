package org.pgevidence.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Profile;
import org.pgevidence.pack.PackChoices;
import picocli.CommandLine.Option;

/** Options on who may read a pack and how long it is kept. */
final class KeepOptions {
  private static final long SECONDS_OF_DAY = 86_400;

  @Option(
      names = "--access-class",
      paramLabel = "CLASS",
      description =
          "Who may read the pack: public, internal, confidential, restricted; default: the profile's, else confidential.")
  @Nullable String accessClass;

  @Option(
      names = "--retain-until",
      paramLabel = "DAY",
      description = "Last day that the pack is kept; default: the profile's retention from today.")
  @Nullable LocalDate retainUntil;

  PackChoices choices(Profile profile, boolean hasVolumes, boolean hasAppendix) {
    Profile.Terms terms = profile.terms();
    return new PackChoices(
        Optional.ofNullable(accessClass).or(terms::accessClass).orElse("confidential"),
        Optional.ofNullable(retainUntil)
            .or(
                () ->
                    terms
                        .retentionSeconds()
                        .map(s -> LocalDate.now(ZoneOffset.UTC).plusDays(s / SECONDS_OF_DAY))),
        hasVolumes,
        hasAppendix);
  }
}
