package org.pgevidence.control;

import java.util.Locale;

/**
 * How much a failing check matters, least first. Never changed by a waiver; data classification may
 * move it one step.
 */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** One step up; critical stays. */
  public Severity higher() {
    return switch (this) {
      case INFO -> LOW;
      case LOW -> MEDIUM;
      case MEDIUM -> HIGH;
      case HIGH, CRITICAL -> CRITICAL;
    };
  }

  /** One step down; info stays. */
  public Severity lower() {
    return switch (this) {
      case INFO, LOW -> INFO;
      case MEDIUM -> LOW;
      case HIGH -> MEDIUM;
      case CRITICAL -> HIGH;
    };
  }

  /** Its word in YAML and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
