package org.pgevidence.assess;

import java.util.List;
import org.pgevidence.backup.BackupEngine;
import org.pgevidence.fact.Engine;

/**
 * The engines of this version, in the order they run: one that reads another's rows comes later.
 */
public final class Engines {
  private Engines() {}

  /** All of them. */
  public static List<Engine> standard() {
    return List.of(
        new org.pgevidence.privilege.PrivilegeEngine(),
        new BackupEngine(),
        new org.pgevidence.hba.HbaEngine());
  }
}
