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
 * Reads a profile in two steps, for it may name the catalogue that its own names are of: opened, it
 * tells where that is; then all faults of the file are thrown at once.
 */
public final class ProfileReader {
  private final Faults faults = new Faults();
  private Profile profile = Profile.none();
  private ProfileNames names = ProfileNames.none();

  private ProfileReader() {}

  /** The named file, or {@code pgevidence.yaml} of the working folder, or no choices. */
  public static ProfileReader open(Optional<Path> named) {
    Path file = named.orElseGet(() -> Path.of(Profile.FILE));
    ProfileReader reader = new ProfileReader();
    if (named.isEmpty() && !Files.exists(file)) {
      return reader;
    }
    try {
      YamlNode.parse(file.toString(), Files.readString(file), reader.faults)
          .ifPresent(root -> reader.read(root, file.toAbsolutePath().resolveSibling("")));
    } catch (IOException e) {
      throw UserFault.usage(
          "The profile " + file + " could not be read: " + Met.by(e) + ". Name another with -c.");
    }
    return reader;
  }

  /** Folder of the catalogue; empty = the shipped one. */
  public Optional<Path> controls() {
    return profile.controls();
  }

  /** The choices of who judges nothing. Throws a UserFault with all faults but unknown names. */
  public Profile profile() {
    faults.throwIfAny();
    return profile;
  }

  /** The choices. Throws a UserFault with all faults, names that the catalogue lacks among them. */
  public Profile profile(Catalog catalog) {
    names.check(catalog);
    return profile();
  }

  private void read(YamlNode root, Path folder) {
    YamlObject object = root.object("the profile");
    object.find("version");
    Map<String, Profile.Target> targets = new LinkedHashMap<>();
    object
        .find("targets")
        .ifPresent(
            node ->
                node.map("\"targets\"")
                    .forEach((name, target) -> targets.put(name, target(name, target, folder))));
    Map<String, ProfileNames.Parameters> named = new LinkedHashMap<>();
    Map<String, Map<String, List<String>>> parameters = new LinkedHashMap<>();
    object
        .find("parameters")
        .ifPresent(
            node ->
                node.map("\"parameters\"")
                    .forEach(
                        (check, values) -> {
                          Map<String, YamlNode> entries = values.map("parameters of a check");
                          named.put(check, new ProfileNames.Parameters(values, entries));
                          parameters.put(check, values(entries));
                        }));
    profile =
        new Profile(
            targets,
            object.texts("frameworks"),
            parameters,
            object.optionalText("context").map(folder::resolve),
            object.optionalText("controls").map(folder::resolve),
            object.optionalText("evidence").map(folder::resolve),
            maxWaiverDays(object),
            ProfileTerms.read(object));
    names =
        new ProfileNames(
            object.find("frameworks").map(ProfileReader::each).orElse(List.of()), named);
    object.done();
  }

  private static List<YamlNode> each(YamlNode node) {
    return node.isList() ? node.items("\"frameworks\"") : List.of(node);
  }

  private static OptionalInt maxWaiverDays(YamlObject profile) {
    Optional<YamlNode> waivers = profile.find("waivers");
    if (waivers.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt days = OptionalInt.empty();
    YamlObject limits = waivers.get().object("\"waivers\"");
    String text = limits.text("max_days");
    if (text.matches("[1-9][0-9]{0,3}")) {
      days = OptionalInt.of(Integer.parseInt(text));
    } else {
      waivers.get().fault("\"max_days\" must be a number of days");
    }
    limits.done();
    return days;
  }

  private static Profile.Target target(String name, YamlNode node, Path folder) {
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
    Profile.Target target =
        new Profile.Target(
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

  private static Map<String, List<String>> values(Map<String, YamlNode> entries) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    entries.forEach(
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
