package org.pgevidence.control;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The profile {@code pgevidence.yaml}: targets, frameworks, parameters, context. Paths are relative
 * to the file. {@link ProfileReader} reads it.
 *
 * @param targets name → target, in order
 * @param frameworks in scope; empty = all
 * @param parameters check id → parameter → values
 * @param maxWaiverDays longest time a waiver may hold, both days counted; empty = 12 months
 * @param terms how packs are kept and how often they are made
 */
public record Profile(
    Map<String, Target> targets,
    List<String> frameworks,
    Map<String, Map<String, List<String>>> parameters,
    Optional<Path> context,
    Optional<Path> controls,
    Optional<Path> evidence,
    OptionalInt maxWaiverDays,
    Terms terms) {
  /** The file that is read from the working folder when none is named. */
  public static final String FILE = "pgevidence.yaml";

  /** Copies the collections. */
  public Profile {
    targets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    frameworks = List.copyOf(frameworks);
    parameters = Map.copyOf(parameters);
  }

  /**
   * A server to collect from.
   *
   * @param connection libpq URI, keyword string or service name, without a password
   * @param databases to read; empty = all
   * @param logZone zone of times in logs that carry none; empty when nobody said
   */
  public record Target(
      String name,
      String connection,
      List<String> databases,
      List<Path> backupLogs,
      List<Path> serverLogs,
      Optional<ZoneId> logZone,
      boolean hasTlsProbe) {
    /** Copies the lists. */
    public Target {
      databases = List.copyOf(databases);
      backupLogs = List.copyOf(backupLogs);
      serverLogs = List.copyOf(serverLogs);
    }
  }

  /**
   * How packs are kept and how often they are made.
   *
   * @param maxGapSeconds longest time between two packs; empty when not declared
   * @param minRuns fewest packs of a period
   * @param accessClass who may read them; empty when not declared
   * @param retentionSeconds how long they are kept; empty when not declared
   */
  public record Terms(
      Optional<Long> maxGapSeconds,
      int minRuns,
      Optional<String> accessClass,
      Optional<Long> retentionSeconds) {
    static final Terms NONE = new Terms(Optional.empty(), 0, Optional.empty(), Optional.empty());
  }

  /** No choices. */
  public static Profile none() {
    return new Profile(
        Map.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Terms.NONE);
  }
}
