package org.pgevidence.control;

import java.util.Optional;
import java.util.OptionalLong;

/** Reads the keys "period" and "packs" of a profile. */
final class ProfileTerms {
  private ProfileTerms() {}

  static Profile.Terms read(YamlObject profile) {
    Optional<Long> maxGap = Optional.empty();
    int minRuns = 0;
    Optional<YamlNode> period = profile.find("period");
    if (period.isPresent()) {
      YamlObject keys = period.get().object("\"period\"");
      maxGap = duration(keys, period.get(), "max_gap");
      String runs = keys.optionalText("min_runs").orElse("0");
      if (runs.matches("[0-9]{1,5}")) {
        minRuns = Integer.parseInt(runs);
      } else {
        period.get().fault("\"min_runs\" must be a number of runs");
      }
      keys.done();
    }
    Optional<String> accessClass = Optional.empty();
    Optional<Long> retention = Optional.empty();
    Optional<YamlNode> packs = profile.find("packs");
    if (packs.isPresent()) {
      YamlObject keys = packs.get().object("\"packs\"");
      accessClass = keys.optionalText("access_class");
      retention = duration(keys, packs.get(), "retention");
      keys.done();
    }
    return new Profile.Terms(maxGap, minRuns, accessClass, retention);
  }

  private static Optional<Long> duration(YamlObject keys, YamlNode node, String key) {
    Optional<String> text = keys.optionalText(key);
    OptionalLong seconds = text.map(ContextValues::seconds).orElse(OptionalLong.empty());
    if (text.isPresent() && seconds.isEmpty()) {
      node.fault("\"" + key + "\" is \"" + text.get() + "\"; it must be a duration such as 7d");
    }
    return seconds.isPresent() ? Optional.of(seconds.getAsLong()) : Optional.empty();
  }
}
