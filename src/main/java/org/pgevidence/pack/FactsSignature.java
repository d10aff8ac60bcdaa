package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SigningKey;

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
    Optional<Path> file = file(snapshot);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path index =
          java.util.Objects.requireNonNull(file.get().getParent()).resolve("snapshot.json");
      DetachedSignature signature = DetachedSignature.parse(Files.readAllBytes(file.get()));
      signature.verify(Files.readAllBytes(index));
      return Optional.of(signature.subject());
    } catch (IOException | SignatureFault e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "The signature of the facts " + file.get() + " does not hold: " + e.getMessage(),
          e);
    }
  }
}
