package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.Assessor;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.TableFolder;
import org.pgevidence.fact.TableSchema;
import org.pgevidence.fact.ToolVersion;
import org.pgevidence.fact.UserFault;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.Trust;

/** Runs all checks of a pack again on its stored rows, then derives again from its facts. */
final class Reperformance {
  private Reperformance() {}

  static void run(Path root, Manifest manifest, Trust trust, Steps steps) {
    try {
      Snapshot snapshot = Snapshot.open(root);
      if (!snapshot.digest().equals(manifest.snapshotDigest())) {
        steps.failed("facts", "snapshot.json is not the one that the manifest names");
        return;
      }
      Optional<DetachedSignature> collector = FactsSignature.signature(snapshot);
      if (collector.isEmpty()) {
        steps.ok("facts", "as collected; not signed at collection");
      } else {
        FactsSignature.judge(collector.get(), manifest, trust, steps);
      }
      Definitions definitions = Definitions.read(root);
      if (!definitions.catalog().digest().equals(manifest.catalogDigest())) {
        steps.failed("definitions", "the catalogue is not the one that the manifest names");
        return;
      }
      MemoryFacts stored = stored(root, snapshot);
      MemoryFacts fresh =
          Assessor.assess(snapshot, definitions.catalog(), definitions.context()).derived();
      derivation(fresh, stored, steps);
      fresh.gaps().forEach(stored::add);
      checks(root, manifest, snapshot, definitions, stored, steps);
    } catch (UserFault | IOException | IllegalArgumentException | java.io.UncheckedIOException e) {
      steps.failed("re-performance", "the checks could not be run again: " + e.getMessage());
    }
  }

  private static MemoryFacts stored(Path root, Snapshot snapshot) {
    TableFolder folder = TableFolder.open(root.resolve("derived"), TableSchema.Kind.DERIVED);
    MemoryFacts stored = new MemoryFacts();
    for (TableSchema table : Schema.standard().tables(TableSchema.Kind.DERIVED)) {
      if (folder.isProvided(table.name()) && !snapshot.isProvided(table.name())) {
        stored.provide(table.name());
        folder.forEach(table.name(), row -> stored.add(table.name(), row.values()));
      }
    }
    return stored;
  }

  private static void checks(
      Path root,
      Manifest manifest,
      Snapshot snapshot,
      Definitions definitions,
      MemoryFacts stored,
      Steps steps)
      throws IOException {
    Map<String, String> before = verdicts(Json.parse(StoredText.read(findings(root))));
    Assessor.Assessed again =
        Assessor.reassess(
            snapshot, snapshot.digest(), definitions.catalog(), definitions.context(), stored);
    Map<String, String> after = verdicts(AssessmentJson.of(again.assessment()));
    List<String> differing = new ArrayList<>();
    before.forEach(
        (id, verdict) -> {
          if (!verdict.equals(after.get(id))) {
            differing.add(id);
          }
        });
    after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(differing::add);
    if (differing.isEmpty()) {
      steps.ok(
          "re-performance", before.size() + " checks run again, the same verdicts and findings");
    } else if (ToolVersion.current().equals(manifest.toolVersion())) {
      steps.failed(
          "re-performance", "other results than findings.json for " + String.join(", ", differing));
    } else {
      steps.note(
          "re-performance",
          "version "
              + ToolVersion.current()
              + " judges otherwise than "
              + manifest.toolVersion()
              + ", which made the pack: "
              + String.join(", ", differing));
    }
  }

  private static Path findings(Path root) throws IOException {
    return StoredText.find(root, Layout.FINDINGS)
        .orElseThrow(() -> new IOException("there is no " + Layout.FINDINGS));
  }

  /** Check id → verdict and failing subjects as one text. */
  private static Map<String, String> verdicts(@Nullable Object json) {
    Map<String, String> verdicts = new TreeMap<>();
    for (Object item : JsonObject.of(json, Layout.FINDINGS).list("checks")) {
      JsonObject check = JsonObject.of(item, "check");
      verdicts.put(check.text("id"), Json.compact(check.map()));
    }
    return verdicts;
  }

  private static void derivation(MemoryFacts fresh, MemoryFacts stored, Steps steps) {
    Map<String, String> versions = versions(fresh);
    Map<String, String> then = versions(stored);
    List<String> differing = new ArrayList<>();
    for (TableSchema table : Schema.standard().tables(TableSchema.Kind.DERIVED)) {
      if (!isEqual(fresh.rows(table.name()), stored.rows(table.name()))) {
        differing.add(table.name());
      }
    }
    if (differing.isEmpty()) {
      steps.ok("derivation", "derived again from the facts, the same rows");
    } else if (versions.equals(then)) {
      steps.failed("derivation", "the facts derive other rows of " + String.join(", ", differing));
    } else {
      steps.note(
          "derivation",
          "engines "
              + versions
              + " derive other rows than "
              + then
              + ": "
              + String.join(", ", differing));
    }
  }

  private static Map<String, String> versions(MemoryFacts facts) {
    Map<String, String> versions = new TreeMap<>();
    facts.forEach("derivation", row -> versions.put(row.text("engine"), row.text("version")));
    return versions;
  }

  private static boolean isEqual(List<Row> a, List<Row> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!Arrays.equals(a.get(i).values(), b.get(i).values(), Reperformance::compare)) {
        return false;
      }
    }
    return true;
  }

  private static int compare(@Nullable Object a, @Nullable Object b) {
    return Objects.equals(a, b) ? 0 : 1;
  }
}
