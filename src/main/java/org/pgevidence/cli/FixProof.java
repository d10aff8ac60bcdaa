package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.ToolVersion;
import org.pgevidence.fact.Unfinished;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fix.RepairStep;
import org.pgevidence.prove.Outcome;
import org.pgevidence.prove.Prover;

/** Proves the repairs of a finding list on a server; the record goes to proof.json. */
record FixProof(String server, String source, Instant at, List<Outcome> outcomes) {
  FixProof {
    outcomes = List.copyOf(outcomes);
  }

  static FixProof run(
      String name,
      Path source,
      ProfileReader reader,
      CatalogOptions judge,
      List<String> findings,
      Object judgement) {
    Catalog catalog = judge.catalog(reader);
    Profile profile = reader.profile(catalog);
    TargetNames names =
        known -> Optional.ofNullable(profile.targets().get(known)).map(Profile.Target::connection);
    Target target = new TargetParser(System.getenv(), names).parse(name);
    Snapshot snapshot = Snapshot.open(source);
    List<RepairStep> steps = RepairStep.of(judgement, findings);
    try {
      Path work = Files.createTempDirectory("pgevidence-");
      try (var _ = Unfinished.of(work)) {
        Prover prover =
            new Prover(target, snapshot.system(), catalog, judge.context(profile, catalog), work);
        return new FixProof(
            target.address(),
            "sha256:" + snapshot.digest(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            prover.prove(steps));
      }
    } catch (IOException e) {
      throw UserFault.io("The readings could not be kept: " + Met.by(e) + ". Free some space.", e);
    }
  }

  /** Whether there were repairs and each was proven; none is no proof. */
  boolean isProven() {
    return !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::isProven);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      lines.add(
          (outcome.isProven() ? "proven      " : "not proven  ")
              + outcome.finding()
              + ": "
              + outcome.words());
    }
    long proven = outcomes.stream().filter(Outcome::isProven).count();
    lines.add(
        proven + " of " + outcomes.size() + " repairs proven on " + server + "; rolled back.");
    return lines;
  }

  void write(Path folder) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.put("tool", Map.of("version", ToolVersion.current()));
    json.put("snapshot", source);
    json.put("server", server);
    json.put("at", at.toString());
    json.put("proven", isProven());
    json.put("repairs", outcomes.stream().map(Outcome::toJson).toList());
    try {
      Files.writeString(folder.resolve("proof.json"), Json.pretty(json));
    } catch (IOException e) {
      throw UserFault.io(
          "proof.json could not be written to " + folder + ": " + Met.by(e) + ".", e);
    }
  }
}
