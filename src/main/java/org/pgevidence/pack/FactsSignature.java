package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/** The signature that the collector may put beside snapshot.json. */
public final class FactsSignature {
  private static final String NAME = "snapshot.json.p7s";

  private FactsSignature() {}

  /** Signs a snapshot that was just collected. */
  public static void sign(Path snapshot, SigningKey key) throws IOException {
    try {
      byte[] index = Files.readAllBytes(snapshot.resolve("snapshot.json"));
      Path file = snapshot.resolve(NAME);
      Files.write(file, DetachedSignature.create(index, key, Instant.now(), Optional.empty()));
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    } catch (SignatureFault e) {
      throw new UserFault(UserFault.Kind.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  static Optional<Path> file(Snapshot snapshot) {
    Path beside = snapshot.directory().resolve(NAME);
    Path inside = snapshot.directory().resolve("facts").resolve(NAME);
    return Files.isRegularFile(beside, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(beside)
        : Optional.of(inside).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Subject of the collector's certificate; empty when the facts were not signed. A signature that
   * does not hold is a fault (exit code 4).
   */
  static Optional<String> signer(Snapshot snapshot) {
    return signature(snapshot).map(DetachedSignature::subject);
  }

  /** The same, as a whole: whether its signer is trusted is for the reader to judge. */
  static Optional<DetachedSignature> signature(Snapshot snapshot) {
    Optional<Path> file = file(snapshot);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path index =
          java.util.Objects.requireNonNull(file.get().getParent()).resolve("snapshot.json");
      DetachedSignature signature = DetachedSignature.parse(Bounded.read(file.get(), Bounded.SEAL));
      signature.verify(Bounded.read(index, Bounded.SEAL));
      return Optional.of(signature);
    } catch (IOException | SignatureFault e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "The signature of the facts " + file.get() + " does not hold: " + e.getMessage(),
          e);
    }
  }

  /**
   * The collector's signature over the facts. It existed when the pack was sealed, so that it is
   * judged at its own time; one under a root that the reader does not trust proves nobody.
   */
  static void judge(DetachedSignature signature, Manifest manifest, Trust trust, Steps steps) {
    String words =
        "as collected, signed at collection by "
            + signature.subject()
            + " at "
            + signature.signedAt();
    try {
      trust.requireSound(signature.chain(), Trust.Purpose.DOCUMENT, signature.signedAt());
      if (signature.signedAt().isAfter(manifest.sealedAt().plus(PackVerifier.CLOCK_TOLERANCE))) {
        throw new SignatureFault("The facts were signed after the pack was sealed.");
      }
    } catch (SignatureFault e) {
      steps.failed("facts", "the collector's signature does not hold: " + e.getMessage());
      return;
    }
    if (trust.trusts(signature.chain())) {
      steps.ok("facts", words);
    } else {
      steps.unverified(
          "facts",
          words
              + ", whose root is not trusted: SHA-256 "
              + Chains.fingerprint(signature.chain().getLast()));
    }
  }
}
