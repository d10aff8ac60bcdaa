package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.WaiverStub;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.PackStore;

/**
 * Where a finding is looked up by its id.
 *
 * @param places in words, for messages
 * @param mustKnow whether an id that is not there is a fault
 */
record Lookup(String places, boolean mustKnow, List<Map<?, ?>> judgements) {
  /** One snapshot or pack; the finding must be there. */
  static Lookup in(Path folder, Map<?, ?> findings) {
    return new Lookup(folder.toString(), true, List.of(findings));
  }

  /** The newest pack of each system of a store, or of one. */
  static Lookup newest(Path root, @Nullable String system) {
    PackStore store = new PackStore(root);
    try {
      List<Map<?, ?>> judgements = new ArrayList<>();
      for (String name : system == null ? store.systems() : List.of(system)) {
        List<PackStore.Stored> packs = store.packs(name);
        if (!packs.isEmpty()) {
          judgements.add(
              JudgedFolder.findings(
                  packs.getLast().path(), new ProfileOptions(), new CatalogOptions()));
        }
      }
      return new Lookup(
          (system == null ? "the newest packs of " : "the newest pack of " + system + " in ")
              + root,
          false,
          judgements);
    } catch (IOException e) {
      throw UserFault.usage(
          "The packs of "
              + root
              + " could not be read: "
              + Met.by(e)
              + ". Name others with --store.");
    }
  }

  /** The finding; a UserFault when packs of several systems have it, or none that must. */
  Optional<WaiverStub.Known> find(String id) {
    Map<String, WaiverStub.Known> known = new LinkedHashMap<>();
    for (Map<?, ?> judgement : judgements) {
      WaiverStub.find(judgement, id).ifPresent(met -> known.put(met.system(), met));
    }
    if (known.size() > 1) {
      throw UserFault.usage(
          "Finding "
              + id
              + " stands in the packs of "
              + String.join(", ", known.keySet())
              + "; name one with --system.");
    }
    if (known.isEmpty() && mustKnow) {
      throw UserFault.usage(
          "There is no finding \""
              + id
              + "\" in "
              + places
              + ". pgevidence assess prints the ids in brackets.");
    }
    return known.values().stream().findFirst();
  }
}
