package org.pgevidence.assess;

import java.util.List;
import org.pgevidence.control.Catalog;
import org.pgevidence.fact.Gap;

/**
 * Everything that judging one snapshot gave; what reports are made of. Same inputs and tool version
 * give an equal assessment.
 *
 * @param collectedAt ISO 8601 UTC
 * @param checks sorted by id
 */
public record Assessment(
    String toolVersion,
    String system,
    String collectedAt,
    Server server,
    String snapshotDigest,
    Catalog catalog,
    List<CheckResult> checks,
    List<ControlResult> controls,
    List<RequirementResult> requirements,
    List<Gap> gaps) {
  /** Copies the lists. */
  public Assessment {
    checks = List.copyOf(checks);
    controls = List.copyOf(controls);
    requirements = List.copyOf(requirements);
    gaps = List.copyOf(gaps);
  }

  /** The assessed server; version and identifier are "" when no server was read. */
  public record Server(String systemIdentifier, String version, boolean inRecovery) {}

  /** All findings, in the order of the checks. */
  public List<Finding> findings() {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }
}
