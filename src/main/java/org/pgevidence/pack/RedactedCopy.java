package org.pgevidence.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.UserFault;
import org.pgevidence.redact.Kind;
import org.pgevidence.redact.Redaction;
import org.pgevidence.redact.Secret;
import org.pgevidence.sign.Trust;

/**
 * A sealed pack and the copy of it that outsiders may read. Facts and context are redacted, then
 * judged again like those of any pack; a copy that was judged otherwise than the original is never
 * sealed.
 */
public final class RedactedCopy {
  private final PackStore.Stored original;
  private final Snapshot snapshot;
  private final Definitions definitions;
  private final Redaction redaction;
  private final Redaction.Choice choice;

  private RedactedCopy(
      PackStore.Stored original,
      Snapshot snapshot,
      Definitions definitions,
      Redaction redaction,
      Redaction.Choice choice) {
    this.original = original;
    this.snapshot = snapshot;
    this.definitions = definitions;
    this.redaction = redaction;
    this.choice = choice;
  }

  /**
   * Prepares the copy of a pack, which must be intact (UserFault, exit code 4) and neither a pack
   * on a period nor a copy itself (2).
   */
  public static RedactedCopy of(Path pack, Secret secret, Redaction.Choice choice) {
    VerifyReport report = new PackVerifier(Trust.none(), false, Optional.empty()).verify(pack);
    if (report.isFailed()) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "No redacted copy was made of " + pack + ", since it is not intact:\n" + report.toText());
    }
    PackStore.Stored stored = PackStore.read(pack.toAbsolutePath().normalize()).orElseThrow();
    if (PeriodCheck.isPeriod(stored.manifest()) || stored.manifest().redacted().isPresent()) {
      throw UserFault.usage(
          pack
              + " is "
              + (stored.manifest().redacted().isPresent()
                  ? "a redacted copy itself"
                  : "a pack on a period; redact the packs that it was made from")
              + ". Name a pack of facts.");
    }
    try {
      Snapshot snapshot = Snapshot.open(pack);
      Definitions definitions = Definitions.read(pack);
      Redaction redaction = Redaction.of(snapshot, definitions.context(), secret, choice);
      return new RedactedCopy(stored, snapshot, definitions, redaction, choice);
    } catch (IOException e) {
      throw UserFault.io("The pack " + pack + " could not be read: " + e + ".", e);
    }
  }

  /** Every pseudonym with what it stands for: for the company only. */
  public Redaction redaction() {
    return redaction;
  }

  /**
   * Judges and writes the copy into a store of copies.
   *
   * @throws UserFault exit code 2 when the copy would be judged otherwise, or the store holds packs
   *     that are not redacted
   */
  public PackWriter.Written write(PackStore copies, PackWriter writer, Path work)
      throws IOException {
    try (var _ = StoreLock.of(copies, original.manifest().system())) {
      return locked(copies, writer, work);
    }
  }

  private PackWriter.Written locked(PackStore copies, PackWriter writer, Path work)
      throws IOException {
    requireCopiesOnly(copies);
    Judged judged = judged(work.resolve("snapshot"));
    requireSameVerdicts(judged, work);
    PackStore.Place place =
        copies.place(
            original.manifest().system(),
            original.manifest().collectedAt(),
            judged.snapshot().digest(),
            Optional.empty());
    ExceptionRegister register = register(judged);
    Redacted redacted =
        new Redacted(
            original.manifest().pack(),
            original.digest(),
            original.manifest().snapshotDigest(),
            choice.hidden().stream().map(Kind::word).toList(),
            choice.shown(),
            redaction.disclosures().size());
    return writer.write(
        judged,
        place,
        register,
        Optional.of(new PackWriter.Copy(redacted, redaction.disclosures())));
  }

  /** Whether a copy was made of this pack with this secret: every fact and commitment again. */
  public List<String> differences(Path copy, Path work) throws IOException {
    Snapshot other = Snapshot.open(copy);
    Judged judged = judged(work.resolve("snapshot"));
    register(judged);
    Redacted claimed =
        PackStore.read(copy.toAbsolutePath().normalize())
            .flatMap(stored -> stored.manifest().redacted())
            .orElseThrow(() -> UserFault.usage(copy + " is no redacted copy."));
    List<String> differences = new java.util.ArrayList<>();
    if (!claimed.manifest().equals(original.digest())) {
      differences.add("it names another pack as its origin: manifest sha256:" + claimed.manifest());
    }
    if (!other.digest().equals(judged.snapshot().digest())) {
      differences.add("its facts are not those of the pack, redacted");
    }
    String commitments = Commitments.text(redaction.disclosures());
    if (!commitments.equals(Files.readString(copy.resolve(Commitments.FILE)))) {
      differences.add("its commitments are not those of the pack's values");
    }
    return differences;
  }

  private Judged judged(Path folder) throws IOException {
    return Judged.of(
        redaction.snapshot(snapshot, folder),
        definitions.catalog(),
        redaction.context(definitions.context()));
  }

  private Path stored(String file) throws IOException {
    return StoredText.find(original.path(), file)
        .orElseThrow(() -> new IOException("there is no " + file));
  }

  private void requireSameVerdicts(Judged judged, Path work) throws IOException {
    Path redacted = work.resolve(Layout.FINDINGS);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(redacted))) {
      Json.pretty(AssessmentJson.of(judged.assessment()), out);
    }
    List<String> differing =
        Outline.differences(Outline.of(stored(Layout.FINDINGS)), Outline.of(redacted));
    Files.delete(redacted);
    if (!differing.isEmpty()) {
      throw UserFault.usage(
          "No redacted copy was made, since it would be judged otherwise than the original: "
              + String.join("; ", differing)
              + ". Leave the names that these checks go by readable with --show, or hide less with"
              + " --keep.");
    }
  }

  private ExceptionRegister register(Judged judged) throws IOException {
    RegisterJson.Stored before = RegisterJson.read(stored(Registers.FILE));
    return RedactedRegister.of(before.entries(), before.carried(), judged.assessment(), redaction);
  }

  private void requireCopiesOnly(PackStore copies) throws IOException {
    for (PackStore.Stored stored : copies.packs(original.manifest().system())) {
      if (stored.manifest().redacted().isEmpty()) {
        throw UserFault.usage(
            "Redacted copies of "
                + original.manifest().system()
                + " cannot stand in "
                + copies.root()
                + ", which holds the packs themselves: both would form one chain. Name another"
                + " folder with --out.");
      }
    }
  }
}
