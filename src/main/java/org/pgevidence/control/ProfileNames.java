package org.pgevidence.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a profile names of a catalogue, with the places where it does.
 *
 * @param frameworks each item of the list
 * @param parameters check id → parameter → its value
 */
record ProfileNames(List<YamlNode> frameworks, Map<String, Parameters> parameters) {
  /** What stands under a check: its own place, and that of each value. */
  record Parameters(YamlNode check, Map<String, YamlNode> values) {}

  static ProfileNames none() {
    return new ProfileNames(List.of(), Map.of());
  }

  /** Notes a fault for each name that the catalogue does not have. */
  void check(Catalog catalog) {
    Map<String, Check> checks =
        catalog.checks().stream().collect(Collectors.toMap(Check::id, check -> check));
    parameters.forEach(
        (id, named) -> {
          Check check = checks.get(id);
          if (check == null) {
            named
                .check()
                .faultAtKey(
                    "there is no check \"" + id + "\"." + Faults.didYouMean(id, checks.keySet()));
          } else {
            named.values().forEach((name, value) -> parameter(check, name, value));
          }
        });
    Set<String> known =
        catalog.frameworks().stream()
            .map(Framework::id)
            .collect(Collectors.toCollection(TreeSet::new));
    for (YamlNode framework : frameworks) {
      String id = framework.text("an item of \"frameworks\"");
      if (!id.isEmpty() && !known.contains(id)) {
        framework.fault("there is no framework \"" + id + "\"." + nearest(id, known));
      }
    }
  }

  private static void parameter(Check check, String name, YamlNode value) {
    Set<String> known = check.parameters().keySet();
    if (!known.contains(name)) {
      value.faultAtKey(
          "check " + check.id() + " has no parameter \"" + name + "\"." + nearest(name, known));
    }
  }

  /** The nearest of the known names; all of them where none is near, for they are few. */
  private static String nearest(String met, Collection<String> known) {
    String near = Faults.didYouMean(met, known);
    if (!near.isEmpty()) {
      return near;
    }
    return known.isEmpty() ? " It has none." : " Known: " + String.join(", ", known) + ".";
  }
}
