package org.pgevidence.assess;

import java.util.List;
import org.pgevidence.backup.BackupEngine;
import org.pgevidence.fact.Engine;
import org.pgevidence.hba.HbaEngine;
import org.pgevidence.privilege.PrivilegeEngine;

/**
 * The engines of this version, in the order they run: one that reads another's rows comes later.
 */
public final class Engines {
  private Engines() {}

  /** All of them. */
  public static List<Engine> standard() {
    return List.of(new PrivilegeEngine(), new HbaEngine(), new BackupEngine());
  }
}
