package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pgevidence.assess.ExceptionRegister;
import org.pgevidence.assess.RegisterJson;
import org.pgevidence.fact.Digest;

/** Carries the exceptions register of the previous pack on. */
final class Registers {
  static final String FILE = "machine/exceptions.json";

  private Registers() {}

  /** The register of a new pack; it says when the one before could not be taken over, and why. */
  static ExceptionRegister of(PackStore store, Manifest.Link previous, Judged judged)
      throws IOException {
    if (!previous.isPresent()) {
      return ExceptionRegister.first(judged.assessment(), judged.facts());
    }
    Optional<PackStore.Stored> before =
        store.packs(judged.assessment().system()).stream()
            .filter(stored -> stored.digest().equals(previous.digest()))
            .findFirst();
    try {
      List<ExceptionRegister.Entry> entries = read(before.orElseThrow());
      return ExceptionRegister.of(
          judged.assessment(),
          judged.facts(),
          entries,
          "Carried on from pack "
              + previous.pack()
              + ", manifest sha256:"
              + previous.digest()
              + "; its register is the one that its manifest names.");
    } catch (IOException | RuntimeException e) {
      return ExceptionRegister.of(
          judged.assessment(),
          judged.facts(),
          List.of(),
          "The register of pack "
              + previous.pack()
              + " could not be carried on ("
              + e.getMessage()
              + "): every entry counts from this pack.");
    }
  }

  /** Entries of a pack's register, whose bytes must be those that its manifest names. */
  static List<ExceptionRegister.Entry> read(PackStore.Stored pack) throws IOException {
    PackFile entry =
        pack.manifest().files().stream()
            .filter(file -> file.path().equals(FILE) || file.path().equals(FILE + ".gz"))
            .findFirst()
            .orElseThrow(() -> new IOException("it has no " + FILE));
    Path file = pack.path().resolve(entry.path());
    if (!Files.isRegularFile(file)
        || Files.size(file) != entry.size()
        || !Digest.hex(file).equals(entry.sha256())) {
      throw new IOException(entry.path() + " is not what was sealed");
    }
    return RegisterJson.read(file).entries();
  }
}
