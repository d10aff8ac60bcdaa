package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.TableFolder;
import org.pgevidence.fact.TableSchema;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fix.FixFiles;
import org.pgevidence.redact.Disclosure;
import org.pgevidence.render.Appendix;
import org.pgevidence.render.Machine;
import org.pgevidence.sign.SignatureFault;

/**
 * Writes a pack: facts, derived rows, definitions, findings, replay; then {@link Sealer} does the
 * rest. A new file of the pack is one line in {@link #evidence} or in {@link ReportFiles}.
 */
public final class PackWriter {
  private final PackStore store;
  private final SealPlan plan;
  private final ReportFiles reports;
  private final PackChoices choices;
  private final long plainBytes;

  /** A writer of packs into a store, with the standard choices. */
  public PackWriter(PackStore store, SealPlan plan, ReportFiles reports) {
    this(store, plan, reports, PackChoices.standard());
  }

  /** A writer of packs into a store. */
  public PackWriter(PackStore store, SealPlan plan, ReportFiles reports, PackChoices choices) {
    this(store, plan, reports, choices, StoredText.PLAIN_BYTES);
  }

  /** A writer that gzips texts above so many bytes. */
  PackWriter(
      PackStore store, SealPlan plan, ReportFiles reports, PackChoices choices, long plainBytes) {
    this.plainBytes = plainBytes;
    this.store = store;
    this.plan = plan;
    this.reports = reports;
    this.choices = choices;
  }

  /** A pack that was written. */
  public record Written(Path path, Manifest manifest) {
    /** Whether a requested signature level was not reached. */
    public boolean isBelowRequest() {
      return !manifest.signature().requested().equals(manifest.signature().reached())
          || !manifest.signature().notes().isEmpty();
    }
  }

  /** What makes a pack a redacted copy. */
  record Copy(Redacted redacted, Collection<Disclosure> disclosures) {}

  /**
   * Writes the pack of a judged snapshot.
   *
   * @param reason why a pack of the same snapshot is issued again
   * @throws UserFault exit code 5 when the store cannot be written; nothing is left then
   */
  public Written write(Judged judged, Optional<String> reason) {
    String system = judged.assessment().system();
    try (var _ = StoreLock.of(store, system)) {
      PackStore.Place place =
          store.place(
              system, judged.assessment().collectedAt(), judged.snapshot().digest(), reason);
      ExceptionRegister register = Registers.of(store, place.previous(), judged);
      return write(judged, place, register, Optional.empty());
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** Writes a pack at a place. */
  Written write(
      Judged judged, PackStore.Place place, ExceptionRegister register, Optional<Copy> copy) {
    try {
      Written written;
      ReportFiles.Seal seal =
          new ReportFiles.Seal(
              place,
              plan.key().subject(),
              plan.key().isDemo(),
              plan.notes(),
              register,
              copy.map(Copy::redacted),
              choices);
      try (PackFolder folder = PackFolder.create(place.path(), plainBytes);
          ReportFiles.Begun report = reports.begin(judged, seal)) {
        evidence(folder, judged, register);
        if (copy.isPresent()) {
          folder.write(Commitments.FILE, Commitments.text(copy.get().disclosures()));
          Residue.require(folder, copy.get().disclosures());
        }
        if (choices.hasAppendix()) {
          Appendix.write(judged.assessment(), name -> folder.file("appendix/" + name));
        }
        var assessment = judged.assessment();
        written =
            new Sealer(plan, choices)
                .seal(
                    folder,
                    new Sealer.Head(
                        assessment.system(),
                        assessment.collectedAt(),
                        assessment.toolVersion(),
                        assessment.snapshotDigest(),
                        assessment.catalog().version(),
                        assessment.catalog().digest(),
                        copy.map(Copy::redacted)),
                    place,
                    Readme.text(assessment, copy.map(Copy::redacted)),
                    (sums, notes, pdfs, others) -> {
                      if (notes.equals(seal.notes())) {
                        reports(folder, report, sums, pdfs, others);
                      } else {
                        try (var again = reports.begin(judged, seal.noting(notes))) {
                          reports(folder, again, sums, pdfs, others);
                        }
                      }
                    });
      }
      EvidenceIndex.update(store);
      return written;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw unwritten(e);
    }
  }

  private UserFault unwritten(Exception e) {
    return UserFault.io(
        "The pack could not be written below "
            + store.root()
            + ": "
            + Met.by(e)
            + ". Nothing was left there; mend that or name another folder with --out.",
        e);
  }

  /** Adds a run that gave no pack to the system's log in the store. */
  public void noteFailure(String system, UserFault fault) {
    try {
      FailedRun.append(
          store.root().resolve(system),
          Instant.now().truncatedTo(ChronoUnit.SECONDS),
          fault.kind().exitCode(),
          String.valueOf(fault.getMessage()));
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  private void evidence(PackFolder folder, Judged judged, ExceptionRegister register)
      throws IOException {
    try (Meanwhile meanwhile = new Meanwhile()) {
      meanwhile.start(() -> replay(folder, judged));
      meanwhile.start(() -> repairs(folder, judged));
      meanwhile.start(() -> templates(folder));
      files(folder, judged, register);
      meanwhile.finish();
    }
  }

  private static String replay(PackFolder folder, Judged judged) throws IOException {
    folder.write(Layout.REPLAY, out -> ReplaySql.write(out, judged));
    return Layout.REPLAY;
  }

  private String templates(PackFolder folder) throws IOException {
    folder.write(Layout.TEMPLATES, reports.templates().sums());
    return Layout.TEMPLATES;
  }

  private static Set<String> repairs(PackFolder folder, Judged judged) throws IOException {
    Map<String, String> files = FixFiles.of(judged.assessment());
    for (var file : files.entrySet()) {
      folder.write("fix/" + file.getKey(), file.getValue());
      folder.shrink("fix/" + file.getKey());
    }
    return files.keySet();
  }

  private void files(PackFolder folder, Judged judged, ExceptionRegister register)
      throws IOException {
    Path snapshot = judged.snapshot().directory();
    for (var file : judged.snapshot().files()) {
      folder.copy(snapshot.resolve(file.path()), file.path());
    }
    Path index = snapshot.resolve("snapshot.json");
    Path home = Files.exists(index) ? snapshot : snapshot.resolve("facts");
    folder.copy(home.resolve("snapshot.json"), "facts/snapshot.json");
    if (FactsSignature.file(judged.snapshot()).isPresent()) {
      folder.copy(FactsSignature.file(judged.snapshot()).get(), "facts/snapshot.json.p7s");
    }
    Path derived = folder.file("derived/derivation.jsonl").getParent();
    TableFolder.write(
        java.util.Objects.requireNonNull(derived),
        "derived",
        judged.derived(),
        TableSchema.Kind.DERIVED);
    Definitions.write(folder, judged);
    folder.write(Layout.FINDINGS, out -> Json.pretty(AssessmentJson.of(judged.assessment()), out));
    for (var file : Machine.files(judged.assessment()).entrySet()) {
      folder.write("machine/" + file.getKey(), file.getValue());
    }
    folder.write(Registers.FILE, out -> Json.pretty(RegisterJson.of(register), out));
  }

  private void reports(
      PackFolder folder,
      ReportFiles.Begun report,
      String evidence,
      Sealer.SignedFiles pdfs,
      Meanwhile others)
      throws IOException, SignatureFault {
    reports.write(folder, report, evidence, pdfs, others);
    if (choices.hasVolumes()) {
      reports.volumes(folder, report, evidence, pdfs);
    }
  }
}
