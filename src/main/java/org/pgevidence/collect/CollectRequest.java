package org.pgevidence.collect;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pgevidence.collect.target.Target;
import org.pgevidence.fact.UserFault;

/**
 * One collection: what to read and where to write.
 *
 * @param out folder of the snapshot; must not exist or be empty
 * @param system name of the assessed system, [a-z0-9][a-z0-9._-]{0,62}
 * @param databases databases to read; empty for every one that allows connections and is no
 *     template
 * @param backupLogs outputs and logs of backup tools
 * @param serverLogs logs of the server, or of a restored one
 * @param logZone zone of times in logs that carry none; empty when nobody said
 * @param probesTls whether the TLS endpoint is probed
 * @param progress told what is read next
 */
public record CollectRequest(
    Target target,
    Path out,
    String system,
    List<String> databases,
    List<Path> backupLogs,
    List<Path> serverLogs,
    Optional<ZoneId> logZone,
    boolean probesTls,
    Consumer<String> progress) {
  /** Copies the lists and checks the system's name. */
  public CollectRequest {
    databases = List.copyOf(databases);
    backupLogs = List.copyOf(backupLogs);
    serverLogs = List.copyOf(serverLogs);
    checkSystem(system);
  }

  /** The same for logs of which nobody said the zone. */
  public CollectRequest(
      Target target,
      Path out,
      String system,
      List<String> databases,
      List<Path> backupLogs,
      List<Path> serverLogs,
      boolean probesTls,
      Consumer<String> progress) {
    this(
        target,
        out,
        system,
        databases,
        backupLogs,
        serverLogs,
        Optional.empty(),
        probesTls,
        progress);
  }

  /** A collection of everything but logs. */
  public static CollectRequest of(Target target, Path out) {
    return new CollectRequest(
        target, out, target.systemName(), List.of(), List.of(), List.of(), true, step -> {});
  }

  /** Throws UserFault (exit code 2) unless the text can name a system. */
  public static void checkSystem(String system) {
    if (!system.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
      throw UserFault.usage(
          "The system name \""
              + system
              + "\" is not usable as a folder. Give --system up to 63 of a-z, 0-9, dot, underscore and hyphen, starting with a letter or digit.");
    }
  }
}
