package org.pgevidence.control;

import java.util.List;
import java.util.Map;
import org.pgevidence.fact.MemoryFacts;

/**
 * What the user declared: context tables, waivers, and the profile's choices.
 *
 * @param tables context tables but waiver; only those whose file exists are provided
 * @param hasWaivers whether waivers.yaml exists
 * @param parameters check id → parameter → values that replace those of the check
 * @param frameworks ids of the frameworks in scope; empty = all
 * @param files as read, for the pack's definitions
 */
public record Context(
    MemoryFacts tables,
    boolean hasWaivers,
    List<Waiver> waivers,
    Map<String, Map<String, List<String>>> parameters,
    List<String> frameworks,
    List<Catalog.SourceFile> files) {
  /** Copies the collections. */
  public Context {
    waivers = List.copyOf(waivers);
    parameters = Map.copyOf(parameters);
    frameworks = List.copyOf(frameworks);
    files = List.copyOf(files);
  }

  /** Nothing declared. */
  public static Context none() {
    return new Context(new MemoryFacts(), false, List.of(), Map.of(), List.of(), List.of());
  }

  /** With other frameworks in scope. */
  public Context withFrameworks(List<String> ids) {
    return new Context(tables, hasWaivers, waivers, parameters, ids, files);
  }

  /** With the parameters and frameworks that a profile sets. */
  public Context withParameters(Map<String, Map<String, List<String>>> values) {
    return new Context(tables, hasWaivers, waivers, values, frameworks, files);
  }

  /** Context tables with the waivers as they stand at an instant. */
  public MemoryFacts tablesAt(String instant) {
    MemoryFacts all = new MemoryFacts();
    for (String table : tables.tableNames()) {
      all.provide(table);
      tables.forEach(table, row -> all.add(table, row.values()));
    }
    if (hasWaivers) {
      all.provide("waiver");
    }
    for (Waiver waiver : waivers) {
      all.add(
          "waiver",
          waiver.id(),
          waiver.system(),
          waiver.check(),
          waiver.subject(),
          waiver.isBroad(),
          waiver.type(),
          waiver.justification(),
          waiver.compensating().orElse(null),
          waiver.owner(),
          waiver.requestedBy(),
          waiver.approvedBy(),
          waiver.approvedOn().toString(),
          waiver.validFrom().toString(),
          waiver.expires().toString(),
          waiver.ticket().orElse(null),
          waiver.managementResponse().orElse(null),
          waiver.at(instant).word());
    }
    return all;
  }
}
