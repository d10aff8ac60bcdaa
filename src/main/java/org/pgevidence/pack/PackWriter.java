package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.TableFolder;
import org.pgevidence.fact.TableSchema;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fix.FixFiles;
import org.pgevidence.render.Machine;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.PdfSigner;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;

/**
 * Writes a pack: facts, derived rows, definitions, findings, replay; their digests; the report that
 * prints the digest of these digests, signed; the manifest, signed and timestamped; then one atomic
 * rename. A new file of the pack is one line in {@link #evidence} or in {@link ReportFiles}.
 */
public final class PackWriter {
  private final PackStore store;
  private final SealPlan plan;
  private final ReportFiles reports;

  /** A writer of packs into a store. */
  public PackWriter(PackStore store, SealPlan plan, ReportFiles reports) {
    this.store = store;
    this.plan = plan;
    this.reports = reports;
  }

  /** A pack that was written. */
  public record Written(Path path, Manifest manifest) {
    /** Whether a requested signature level was not reached. */
    public boolean isBelowRequest() {
      return !manifest.signature().requested().equals(manifest.signature().reached())
          || !manifest.signature().notes().isEmpty();
    }
  }

  /**
   * Writes the pack of a judged snapshot.
   *
   * @param reason why a pack of the same snapshot is issued again
   * @throws UserFault exit code 5 when the store cannot be written; nothing is left then
   */
  public Written write(Judged judged, Optional<String> reason) {
    try {
      PackStore.Place place =
          store.place(
              judged.assessment().system(),
              judged.assessment().collectedAt(),
              judged.snapshot().digest(),
              reason);
      Written written;
      try (PackFolder folder = PackFolder.create(place.path())) {
        ExceptionRegister register = Registers.of(store, place.previous(), judged);
        evidence(folder, judged, register);
        written = seal(folder, judged, place, register);
      }
      EvidenceIndex.update(store);
      return written;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw UserFault.io(
          "The pack could not be written below "
              + store.root()
              + ": "
              + e
              + ". Nothing was left there; mend that or name another folder with --out.",
          e);
    }
  }

  private static void evidence(PackFolder folder, Judged judged, ExceptionRegister register)
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
    folder.write(Layout.FINDINGS, Json.pretty(AssessmentJson.of(judged.assessment())));
    ReplaySql.write(folder.file(Layout.REPLAY), judged);
    for (var file : Machine.files(judged.assessment()).entrySet()) {
      folder.write("machine/" + file.getKey(), file.getValue());
    }
    folder.write(Registers.FILE, Json.pretty(RegisterJson.of(register)));
    for (var file : FixFiles.of(judged.assessment()).entrySet()) {
      folder.write("fix/" + file.getKey(), file.getValue());
    }
  }

  private Written seal(
      PackFolder folder, Judged judged, PackStore.Place place, ExceptionRegister register)
      throws IOException {
    String sums =
        folder.files().stream()
            .filter(file -> Layout.isEvidence(file.path()))
            .map(PackFile::sumLine)
            .collect(Collectors.joining());
    folder.write(Layout.EVIDENCE, sums);
    List<String> notes = new ArrayList<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SignatureLevel reached = report(folder, judged, place, register, Digest.hex(sums), now, notes);
    folder.write(Layout.README, Readme.text(judged.assessment()));
    folder.write(
        Layout.SUMS, folder.files().stream().map(PackFile::sumLine).collect(Collectors.joining()));
    Manifest manifest = manifest(folder, judged, place, reached, now, notes);
    byte[] bytes = manifest.toJson().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    folder.write(Layout.MANIFEST, bytes);
    signManifest(folder, bytes, now, reached);
    return new Written(folder.finish(), manifest);
  }

  /** Renders and signs; where a level cannot be reached, the report says so and is made again. */
  private SignatureLevel report(
      PackFolder folder,
      Judged judged,
      PackStore.Place place,
      ExceptionRegister register,
      String evidence,
      Instant now,
      List<String> notes)
      throws IOException {
    Path pdf = folder.file(Layout.REPORT);
    PdfSigner signer = new PdfSigner(plan.client(), plan.trust());
    SignatureLevel level = plan.level();
    if (level.needsTimestamp() && plan.authority().isEmpty()) {
      notes.add(
          "Signature level " + level + " was asked for, but no timestamp authority is configured.");
      level = SignatureLevel.B;
    }
    while (true) {
      reports.write(
          folder,
          judged,
          new ReportFiles.Seal(
              place,
              evidence,
              plan.key().subject(),
              plan.key().isDemo(),
              List.copyOf(notes),
              register));
      try {
        byte[] signed =
            signer.sign(
                Files.readAllBytes(pdf),
                plan.key(),
                new PdfSigner.Request(
                    level, Approvals.OPERATOR_FIELD, true, "Evidence prepared and sealed", now));
        Files.write(pdf, signed);
        return level;
      } catch (SignatureFault e) {
        if (level == SignatureLevel.B) {
          throw new UserFault(UserFault.Kind.USAGE, String.valueOf(e.getMessage()), e);
        }
        notes.add("Signature level " + level + " was not reached: " + e.getMessage());
        level = level.weaker();
      }
    }
  }

  private Manifest manifest(
      PackFolder folder,
      Judged judged,
      PackStore.Place place,
      SignatureLevel reached,
      Instant now,
      List<String> notes)
      throws IOException {
    var assessment = judged.assessment();
    return new Manifest(
        assessment.system(),
        String.valueOf(place.path().getFileName()),
        assessment.collectedAt(),
        now,
        assessment.toolVersion(),
        assessment.snapshotDigest(),
        assessment.catalog().version(),
        assessment.catalog().digest(),
        new Manifest.Seal(
            plan.key().subject(),
            Digest.hex(Chains.encoded(plan.key().chain().getLast())),
            plan.key().isDemo() ? "demo" : "own",
            plan.level().name(),
            reached.name(),
            notes),
        place.previous(),
        place.supersedes(),
        "confidential",
        Optional.empty(),
        folder.files());
  }

  private void signManifest(PackFolder folder, byte[] manifest, Instant now, SignatureLevel reached)
      throws IOException {
    try {
      if (reached.needsTimestamp() && plan.client().isPresent()) {
        folder.write(Layout.TIMESTAMP, plan.client().get().stamp(manifest).response());
        folder.write(
            Layout.SIGNATURE, DetachedSignature.create(manifest, plan.key(), now, plan.client()));
      } else {
        folder.write(
            Layout.SIGNATURE,
            DetachedSignature.create(manifest, plan.key(), now, Optional.empty()));
      }
    } catch (SignatureFault e) {
      throw UserFault.io(
          "The pack could not be sealed: " + e.getMessage() + " Nothing was written; try again.",
          e);
    }
  }
}
