package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pgevidence.assess.Assessor;
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
      List<String> counts = RowCounts.faults(snapshot);
      if (!counts.isEmpty()) {
        steps.failed("facts", String.join("; ", counts));
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
      MemoryFacts stored = derivation(root, snapshot, definitions, steps);
      checks(root, manifest, snapshot, definitions, stored, steps);
      TemplateCheck.run(root, steps);
    } catch (UserFault | IOException | IllegalArgumentException | java.io.UncheckedIOException e) {
      steps.failed("re-performance", "the checks could not be run again: " + e.getMessage());
    }
  }

  private static MemoryFacts stored(TableFolder folder, Snapshot snapshot) {
    MemoryFacts stored = new MemoryFacts();
    for (TableSchema table : Schema.standard().tables(TableSchema.Kind.DERIVED)) {
      if (isStored(folder, snapshot, table.name())) {
        stored.provide(table.name());
        folder.forEach(table.name(), row -> stored.add(table.name(), row.values()));
      }
    }
    return stored;
  }

  private static boolean isStored(TableFolder folder, Snapshot snapshot, String table) {
    return folder.isProvided(table) && !snapshot.isProvided(table);
  }

  private static void checks(
      Path root,
      Manifest manifest,
      Snapshot snapshot,
      Definitions definitions,
      MemoryFacts stored,
      Steps steps)
      throws IOException {
    Map<String, FindingsFile.Told> before = FindingsFile.read(findings(root));
    Assessor.Assessed again =
        Assessor.reassess(
            snapshot, snapshot.digest(), definitions.catalog(), definitions.context(), stored);
    Map<String, FindingsFile.Told> after = FindingsFile.of(again.assessment());
    List<String> differing = new ArrayList<>();
    before.forEach(
        (id, told) -> {
          if (!told.equals(after.get(id))) {
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
    Judged judged = new Judged(snapshot, definitions.context(), again);
    Rewriting.run(root, judged, manifest.toolVersion(), steps);
  }

  private static Path findings(Path root) throws IOException {
    return StoredText.find(root, Layout.FINDINGS)
        .orElseThrow(() -> new IOException("there is no " + Layout.FINDINGS));
  }

  /**
   * Derives again and compares with the stored rows.
   *
   * @return the stored rows, with gaps for what could not be derived
   */
  private static MemoryFacts derivation(
      Path root, Snapshot snapshot, Definitions definitions, Steps steps) {
    TableFolder folder = TableFolder.open(root.resolve("derived"), TableSchema.Kind.DERIVED);
    MemoryFacts fresh = Assessor.derive(snapshot, definitions.context());
    List<String> differing = new ArrayList<>();
    for (TableSchema table : Schema.standard().tables(TableSchema.Kind.DERIVED)) {
      if (!isEqual(fresh, folder, snapshot, table.name())) {
        differing.add(table.name());
      }
    }
    if (differing.isEmpty()) {
      steps.ok("derivation", "derived again from the facts, the same rows");
      return fresh;
    }
    MemoryFacts stored = stored(folder, snapshot);
    Map<String, String> versions = versions(fresh);
    Map<String, String> then = versions(stored);
    if (versions.equals(then)) {
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
    fresh.gaps().forEach(stored::add);
    return stored;
  }

  private static Map<String, String> versions(MemoryFacts facts) {
    Map<String, String> versions = new TreeMap<>();
    facts.forEach("derivation", row -> versions.put(row.text("engine"), row.text("version")));
    return versions;
  }

  /** Whether both have the table, or not, and its rows are the same; the stored ones stream. */
  private static boolean isEqual(
      MemoryFacts fresh, TableFolder folder, Snapshot snapshot, String table) {
    boolean isStored = isStored(folder, snapshot, table);
    if (!isStored || !fresh.isProvided(table)) {
      return isStored == fresh.isProvided(table);
    }
    Iterator<Row> rows = fresh.rows(table).iterator();
    boolean[] isSame = {true};
    folder.forEach(
        table,
        row -> isSame[0] &= rows.hasNext() && Arrays.equals(row.values(), rows.next().values()));
    return isSame[0] && !rows.hasNext();
  }
}
