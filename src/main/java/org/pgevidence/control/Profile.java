package org.pgevidence.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/**
 * The profile {@code pgevidence.yaml}: targets, frameworks, parameters, context. Paths are relative
 * to the file.
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

  /** The named file, or {@code pgevidence.yaml} of the working folder, or no choices. */
  public static Profile read(Optional<Path> named) {
    Path file = named.orElseGet(() -> Path.of(FILE));
    if (named.isEmpty() && !Files.exists(file)) {
      return none();
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw UserFault.usage(
          "The profile " + file + " could not be read: " + Met.by(e) + ". Name another with -c.");
    }
    Faults faults = new Faults();
    Profile profile =
        YamlNode.parse(file.toString(), text, faults)
            .map(root -> profile(root, file.toAbsolutePath().resolveSibling("")))
            .orElseGet(Profile::none);
    faults.throwIfAny();
    return profile;
  }

  private static Profile profile(YamlNode root, Path folder) {
    YamlObject object = root.object("the profile");
    object.find("version");
    Map<String, Target> targets = new LinkedHashMap<>();
    object
        .find("targets")
        .ifPresent(
            node ->
                node.map("\"targets\"")
                    .forEach((name, target) -> targets.put(name, target(name, target, folder))));
    Map<String, Map<String, List<String>>> parameters = new LinkedHashMap<>();
    object
        .find("parameters")
        .ifPresent(
            node ->
                node.map("\"parameters\"")
                    .forEach((check, values) -> parameters.put(check, values(values))));
    OptionalInt maxWaiverDays = OptionalInt.empty();
    Optional<YamlNode> waivers = object.find("waivers");
    if (waivers.isPresent()) {
      YamlObject limits = waivers.get().object("\"waivers\"");
      String text = limits.text("max_days");
      if (text.matches("[1-9][0-9]{0,3}")) {
        maxWaiverDays = OptionalInt.of(Integer.parseInt(text));
      } else {
        waivers.get().fault("\"max_days\" must be a number of days");
      }
      limits.done();
    }
    Profile profile =
        new Profile(
            targets,
            object.texts("frameworks"),
            parameters,
            object.optionalText("context").map(folder::resolve),
            object.optionalText("controls").map(folder::resolve),
            object.optionalText("evidence").map(folder::resolve),
            maxWaiverDays,
            ProfileTerms.read(object));
    object.done();
    return profile;
  }

  private static Target target(String name, YamlNode node, Path folder) {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
      node.fault("a target's name is [a-z0-9][a-z0-9._-]{0,62}, not \"" + name + "\"");
    }
    YamlObject object = node.object("a target");
    String connection = object.text("connection");
    if (connection.matches("(?is).*(://[^/@]*:[^@]*@|\\bpassword\\s*=).*")) {
      node.fault("target " + name + " holds a password; keep it in .pgpass or the service file");
    }
    String probe = object.optionalText("tls_probe").orElse("true");
    if (!probe.matches("true|false")) {
      node.fault("\"tls_probe\" must be true or false");
    }
    Optional<String> zone = object.optionalText("log_zone");
    Optional<ZoneId> logZone = zone.flatMap(LogOptions::zoneOf);
    if (zone.isPresent() && logZone.isEmpty()) {
      node.fault(
          "\"log_zone\" must be a zone such as Europe/Berlin or +02:00, not \""
              + zone.get()
              + "\"");
    }
    Target target =
        new Target(
            name,
            connection,
            object.texts("databases"),
            paths(object.texts("backup_logs"), folder),
            paths(object.texts("server_logs"), folder),
            logZone,
            probe.equals("true"));
    object.done();
    return target;
  }

  private static List<Path> paths(List<String> texts, Path folder) {
    return texts.stream().map(folder::resolve).toList();
  }

  private static Map<String, List<String>> values(YamlNode node) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    node.map("parameters of a check")
        .forEach(
            (name, value) -> {
              List<String> texts = new ArrayList<>();
              if (value.isList()) {
                value.items("").forEach(item -> texts.add(item.text("a value")));
              } else {
                texts.add(value.text("a value"));
              }
              values.put(name, texts);
            });
    return values;
  }
}
