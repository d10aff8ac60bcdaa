package org.pgevidence.assess;

import java.util.List;
import java.util.Map;

/** Which file of {@code context/} fills which tables. */
public final class ContextFiles {
  private static final Map<String, List<String>> TABLES =
      Map.ofEntries(
          Map.entry("personas.yaml", List.of("persona", "persona_kind", "persona_conflict")),
          Map.entry("datamap.yaml", List.of("classified_table", "classified_column")),
          Map.entry("objectives.yaml", List.of("objective")),
          Map.entry("retention.yaml", List.of("retention_rule")),
          Map.entry("networks.yaml", List.of("network", "exposure")),
          Map.entry("processors.yaml", List.of("processor", "processor_host")),
          Map.entry("extensions.yaml", List.of("approved_extension")),
          Map.entry("encryption.yaml", List.of("encrypted_store")),
          Map.entry("documents.yaml", List.of("document")),
          Map.entry("attestations.yaml", List.of("attestation")),
          Map.entry("recert.yaml", List.of("recertification")),
          Map.entry("tickets.yaml", List.of("ticket")),
          Map.entry("identities.yaml", List.of("identity")),
          Map.entry("baseline.yaml", List.of("baseline_setting")),
          Map.entry("restore_tests.yaml", List.of("restore_test")),
          Map.entry("waivers.yaml", List.of("waiver")));

  private ContextFiles() {}

  /** File name → tables it fills. */
  public static Map<String, List<String>> tables() {
    return TABLES;
  }

  /** What to write where, so that a context table is provided. */
  public static String remedy(String table) {
    return TABLES.entrySet().stream()
        .filter(entry -> entry.getValue().contains(table))
        .map(
            entry ->
                "write context/"
                    + entry.getKey()
                    + " (pgevidence context init makes a commented stub)")
        .findFirst()
        .orElse("write it in context/");
  }
}
