package org.pgevidence.pack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * The index of a store, written anew after each pack: which packs there are and whether their links
 * are present. It is a convenience for readers, proves nothing, and belongs to no pack.
 */
final class EvidenceIndex {
  private EvidenceIndex() {}

  /** One line of the index. */
  record Entry(PackStore.Stored stored, String chain, long findings) {}

  static void update(PackStore store) throws IOException {
    try (var _ = StoreLock.of(store, "")) {
      write(store);
    }
  }

  private static void write(PackStore store) throws IOException {
    List<Map<String, @Nullable Object>> systems = new ArrayList<>();
    StringBuilder html = new StringBuilder();
    for (String system : store.systems()) {
      List<Entry> entries = entries(store.packs(system));
      if (entries.isEmpty()) {
        continue;
      }
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("system", system);
      json.put("packs", entries.stream().map(EvidenceIndex::json).toList());
      List<PackStore.Stored> periods = store.periods(system);
      json.put("periods", periods.stream().map(EvidenceIndex::period).toList());
      systems.add(json);
      EvidenceIndexPage.system(html, system, entries);
      EvidenceIndexPage.periods(html, system, periods);
    }
    Map<String, @Nullable Object> index = new LinkedHashMap<>();
    index.put("format", 1);
    index.put("systems", systems);
    PackFolder.replace(store.root().resolve("index.json"), Json.pretty(index));
    PackFolder.replace(store.root().resolve("index.html"), EvidenceIndexPage.page(html));
  }

  private static List<Entry> entries(List<PackStore.Stored> packs) {
    Set<String> digests = new HashSet<>();
    packs.forEach(stored -> digests.add(stored.digest()));
    List<Entry> entries = new ArrayList<>();
    for (PackStore.Stored stored : packs) {
      Manifest.Link previous = stored.manifest().previous();
      String chain =
          !previous.isPresent()
              ? "first"
              : digests.contains(previous.digest()) ? "linked" : "missing";
      entries.add(new Entry(stored, chain, FailureCount.of(stored.path())));
    }
    return entries;
  }

  private static Map<String, @Nullable Object> period(PackStore.Stored stored) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pack", stored.manifest().pack());
    json.put("sealed_at", stored.manifest().sealedAt().toString());
    json.put("manifest", "sha256:" + stored.digest());
    json.put(
        "supersedes", stored.manifest().supersedes().map(Manifest.Correction::pack).orElse(null));
    json.put("signer", stored.manifest().signature().subject());
    json.put("access_class", stored.manifest().accessClass());
    json.put("retain_until", stored.manifest().retainUntil().orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> json(Entry entry) {
    Manifest manifest = entry.stored().manifest();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pack", manifest.pack());
    json.put("collected_at", manifest.collectedAt());
    json.put("sealed_at", manifest.sealedAt().toString());
    json.put("manifest", "sha256:" + entry.stored().digest());
    json.put("previous", manifest.previous().isPresent() ? manifest.previous().pack() : null);
    json.put("chain", entry.chain());
    json.put("supersedes", manifest.supersedes().map(Manifest.Correction::pack).orElse(null));
    json.put("signer", manifest.signature().subject());
    json.put("access_class", manifest.accessClass());
    json.put("retain_until", manifest.retainUntil().orElse(null));
    json.put("findings", entry.findings() < 0 ? null : entry.findings());
    return json;
  }
}
