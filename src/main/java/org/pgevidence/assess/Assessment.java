package org.pgevidence.assess;

import java.util.List;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Waiver;
import org.pgevidence.fact.Gap;

/**
 * Everything that judging one snapshot gave; what reports are made of. Same inputs and tool version
 * give an equal assessment.
 *
 * @param collectedAt ISO 8601 UTC
 * @param checks sorted by id
 * @param waivers all that hold for this system, live or not, with the findings they cover
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
    List<Gap> gaps,
    List<WaiverUse> waivers) {
  /** Copies the lists. */
  public Assessment {
    checks = List.copyOf(checks);
    controls = List.copyOf(controls);
    requirements = List.copyOf(requirements);
    gaps = List.copyOf(gaps);
    waivers = List.copyOf(waivers);
  }

  /** The assessed server; version and identifier are "" when no server was read. */
  public record Server(String systemIdentifier, String version, boolean inRecovery) {}

  /** A waiver, how it stands at collection, and the ids of the findings it covers. */
  public record WaiverUse(Waiver waiver, Waiver.State state, List<String> findings) {
    /** Copies the list. */
    public WaiverUse {
      findings = List.copyOf(findings);
    }
  }

  /** All findings, in the order of the checks. */
  public List<Finding> findings() {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }
}
