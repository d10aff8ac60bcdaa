package org.pgevidence.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Option;

/** Options of every command that reads a server; a named target of the profile fills the rest. */
final class CollectOptions {
  @Option(
      names = "--system",
      paramLabel = "NAME",
      description =
          "Name of the system: a-z, 0-9, dot, underscore, hyphen; default: the target's name in the"
              + " profile, else its host and port.")
  @Nullable String system;

  @Option(
      names = "--databases",
      split = ",",
      paramLabel = "NAME",
      description = "Databases to read; otherwise all that allow connections and are no template.")
  List<String> databases = new ArrayList<>();

  @Option(
      names = "--backup-log",
      paramLabel = "PATH",
      description = "Output or log of a backup tool; may be repeated.")
  List<Path> backupLogs = new ArrayList<>();

  @Option(
      names = "--server-log",
      paramLabel = "PATH",
      description = "Log of the server or of a restored one; may be repeated.")
  List<Path> serverLogs = new ArrayList<>();

  @Option(
      names = "--log-zone",
      paramLabel = "ZONE",
      description =
          "Zone of times in logs that carry none, as pgBackRest's and Barman's: Europe/Berlin, +02:00; without it UTC is assumed, and the facts say so.")
  @Nullable String logZone;

  @Option(
      names = "--no-tls-probe",
      description =
          "Do not probe the TLS endpoint: about ten short connections, of which the server logs those that it refuses or that are left.")
  boolean isWithoutTlsProbe;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Profile with named targets; default: pgevidence.yaml where it exists.")
  @Nullable Path config;

  ProfileReader open() {
    return ProfileReader.open(Optional.ofNullable(config));
  }

  /** What to read of a target, and where to put it. */
  CollectRequest request(String target, Path out, Profile profile, Consumer<String> progress) {
    Optional<Profile.Target> named = Optional.ofNullable(profile.targets().get(target));
    TargetNames names = name -> named.map(Profile.Target::connection);
    Optional<ZoneId> zone = zone().or(() -> named.flatMap(Profile.Target::logZone));
    Target parsed = new TargetParser(System.getenv(), names).parse(target);
    return new CollectRequest(
        parsed,
        out,
        Optional.ofNullable(system)
            .or(() -> named.map(Profile.Target::name))
            .orElseGet(parsed::systemName),
        either(databases, named.map(Profile.Target::databases)),
        either(backupLogs, named.map(Profile.Target::backupLogs)),
        either(serverLogs, named.map(Profile.Target::serverLogs)),
        zone,
        !isWithoutTlsProbe && named.map(Profile.Target::hasTlsProbe).orElse(true),
        progress);
  }

  private Optional<ZoneId> zone() {
    return Optional.ofNullable(logZone)
        .map(
            name ->
                LogOptions.zoneOf(name)
                    .orElseThrow(
                        () ->
                            UserFault.usage(
                                "--log-zone is \""
                                    + name
                                    + "\"; it must be a zone such as Europe/Berlin, or an offset such as +02:00.")));
  }

  private static <T> List<T> either(List<T> given, Optional<List<T>> ofProfile) {
    return given.isEmpty() ? ofProfile.orElse(List.of()) : given;
  }
}
