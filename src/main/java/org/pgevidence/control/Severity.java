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

  /** Its word in YAML and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
