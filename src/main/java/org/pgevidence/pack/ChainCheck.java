package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.Trust;

/** The links from a pack back to the first one of its system. */
record ChainCheck(Trust trust, Steps steps) {
  private static final String PART = "chain";

  /** Without a store, links are only named; with one, every link must be there and signed. */
  void run(Manifest manifest, Optional<Path> store) throws IOException {
    if (store.isEmpty()) {
      steps.note(
          PART,
          manifest.previous().isPresent()
              ? "links to sha256:"
                  + manifest.previous().digest()
                  + ", not looked for; name the"
                  + " folder of all packs with --chain"
              : "the first of its system: " + manifest.previous().reason());
      return;
    }
    Map<String, PackStore.Stored> byDigest = new HashMap<>();
    collect(store.get(), manifest.system(), byDigest);
    Set<String> seen = new HashSet<>();
    Manifest at = manifest;
    int links = 0;
    while (at.previous().isPresent()) {
      PackStore.Stored before = byDigest.get(at.previous().digest());
      if (before == null) {
        steps.failed(
            PART,
            at.pack()
                + " links to pack "
                + at.previous().pack()
                + ", sha256:"
                + at.previous().digest()
                + ", which is missing in "
                + store.get());
        return;
      }
      if (!seen.add(before.digest()) || !isSound(at, before)) {
        return;
      }
      at = before.manifest();
      links++;
    }
    steps.ok(PART, links + " earlier packs, every link present and signed");
  }

  private static void collect(Path store, String system, Map<String, PackStore.Stored> byDigest)
      throws IOException {
    for (Path root : new Path[] {store, store.resolve("..").normalize()}) {
      for (PackStore.Stored stored : new PackStore(root).packs(system)) {
        byDigest.putIfAbsent(stored.digest(), stored);
      }
    }
    try (var children = Files.newDirectoryStream(store)) {
      for (Path child : children) {
        PackStore.read(child).ifPresent(stored -> byDigest.putIfAbsent(stored.digest(), stored));
      }
    }
  }

  private boolean isSound(Manifest after, PackStore.Stored before) throws IOException {
    String name = before.manifest().pack();
    if (!before.manifest().system().equals(after.system())
        || !name.equals(after.previous().pack())) {
      steps.failed(
          PART, "the link of " + after.pack() + " leads to a pack of another name or system");
      return false;
    }
    if (before.manifest().sealedAt().isAfter(after.sealedAt())) {
      steps.failed(PART, name + " was sealed after " + after.pack() + ", which links to it");
      return false;
    }
    try {
      DetachedSignature signature =
          DetachedSignature.parse(
              Bounded.read(before.path().resolve(Layout.SIGNATURE), Bounded.SEAL));
      signature.verify(Bounded.read(before.path().resolve(Layout.MANIFEST), Bounded.SEAL));
      trust.requireSound(signature.chain(), Trust.Purpose.DOCUMENT, signature.signedAt());
      if (!trust.roots().isEmpty() && !trust.trusts(signature.chain())) {
        throw new SignatureFault("its signer is under a root that is not trusted");
      }
      if (signature.signedAt().isAfter(Instant.now().plus(PackVerifier.CLOCK_TOLERANCE))) {
        throw new SignatureFault("it was signed in the future");
      }
      return true;
    } catch (IOException | SignatureFault e) {
      steps.failed(PART, "the signature of " + name + " does not hold: " + e.getMessage());
      return false;
    }
  }
}
