package org.pgevidence.collect.target;

import java.util.Optional;

/** Names of targets that a profile file gives, each with a connection string without a password. */
@FunctionalInterface
public interface TargetNames {
  /** Connection string (URI, keywords or service name) of a target; empty when it is not named. */
  Optional<String> find(String name);

  /** No profile: no names. */
  static TargetNames none() {
    return name -> Optional.empty();
  }
}
