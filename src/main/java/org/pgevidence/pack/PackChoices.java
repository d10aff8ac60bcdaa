package org.pgevidence.pack;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * What the owner decides of a pack besides its facts.
 *
 * @param accessClass who may read it: one of {@link #CLASSES}
 * @param retainUntil last day that the owner keeps it; empty when undecided
 * @param hasVolumes whether each framework gets a signed report of its own beside the whole one
 * @param hasAppendix whether populations that the report cuts are printed in a file of their own
 */
public record PackChoices(
    String accessClass, Optional<LocalDate> retainUntil, boolean hasVolumes, boolean hasAppendix) {
  /** Access classes, from open to closed. */
  public static final List<String> CLASSES =
      List.of("public", "internal", "confidential", "restricted");

  /** Throws UserFault (2) for a class that does not exist. */
  public PackChoices {
    if (!CLASSES.contains(accessClass)) {
      throw UserFault.usage(
          "The access class \""
              + accessClass
              + "\" does not exist. Use one of "
              + String.join(", ", CLASSES)
              + ".");
    }
  }

  /** Confidential, kept as long as the owner likes, one report. */
  public static PackChoices standard() {
    return new PackChoices("confidential", Optional.empty(), false, false);
  }

  /** The class as a heading prints it. */
  String classification() {
    return accessClass.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + accessClass.substring(1);
  }
}
