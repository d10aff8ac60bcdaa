package org.pgevidence.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.CertificateAuthority;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.KeyType;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.SignatureLevel;
import org.pgevidence.sign.SigningKey;
import org.pgevidence.sign.Trust;

/** Two packs of one system under one root, and a forger's, for tests that change copies of them. */
final class SealedPacks {
  static final CertificateAuthority AUTHORITY = root("Root");

  private static final SealedPacks ALL = new SealedPacks();

  private final Path work;
  private final SigningKey key = key(AUTHORITY, "Olga Operator");
  private final Path first;
  private final Path second;
  private final Path forged;

  private SealedPacks() {
    try {
      work = Files.createTempDirectory("sealed-packs");
      Path one = TestSnapshot.write(work.resolve("one"), "2026-11-22T16:22:31Z");
      Path two = TestSnapshot.write(work.resolve("two"), "2026-11-22T17:22:31Z", "bert");
      first = write(one, key, "evidence", PackChoices.standard());
      second = write(two, key, "evidence", PackChoices.standard());
      try (SigningKey forger = key(root("Root"), "Olga Operator")) {
        forged = write(two, forger, "elsewhere", PackChoices.standard());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CertificateAuthority root(String name) {
    return CertificateAuthority.create(
        KeyType.EC,
        CertificateAuthority.name("Orders Ltd", name),
        Instant.now().minus(Duration.ofDays(5)),
        Duration.ofDays(9));
  }

  static SigningKey key(CertificateAuthority authority, String person) {
    return SigningKey.of(
        authority.issue(
            KeyType.EC,
            CertificateAuthority.name("Orders Ltd", person),
            CertificateAuthority.Purpose.SIGNER,
            Instant.now().minus(Duration.ofDays(5)),
            Duration.ofDays(9)));
  }

  /** The sealer of the genuine packs. */
  static SigningKey key() {
    return ALL.key;
  }

  static Trust trust() {
    return new Trust(List.of(AUTHORITY.identity().certificate()), List.of());
  }

  static Path first() {
    return ALL.first;
  }

  /** Links to the first. */
  static Path second() {
    return ALL.second;
  }

  /** What a forger made of the second's facts under an authority of the same name. */
  static Path forged() {
    return ALL.forged;
  }

  /** Another genuine pack, with the owner's choices. */
  static Path with(PackChoices choices) throws IOException {
    Path folder = Files.createTempDirectory(ALL.work, "more");
    Path snapshot = TestSnapshot.write(folder.resolve("s"), "2026-11-22T16:22:31Z");
    return ALL.write(snapshot, ALL.key, folder.getFileName().toString(), choices);
  }

  private Path write(Path snapshot, SigningKey by, String store, PackChoices choices)
      throws IOException {
    Judged judged =
        Judged.of(
            Snapshot.open(snapshot),
            CatalogReader.read(Optional.of(new TestPacks(work.resolve("small")).controls())),
            ContextReader.read(Optional.empty(), Profile.none()));
    SealPlan plan = new SealPlan(by, SignatureLevel.B, Optional.empty(), Trust.none());
    ReportFiles reports = new ReportFiles(Templates.of(Optional.empty()));
    return new PackWriter(new PackStore(work.resolve(store)), plan, reports, choices)
        .write(judged, Optional.empty())
        .path();
  }

  /** A copy that may be changed. */
  static Path copy(Path pack) throws IOException {
    Path to = Files.createTempDirectory(ALL.work, "copy").resolve(pack.getFileName());
    copy(pack, to);
    return to;
  }

  static void copy(Path from, Path to) throws IOException {
    for (String path : PackFolder.list(from)) {
      Path file = to.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.copy(from.resolve(path), file);
    }
  }

  static VerifyReport verify(Path pack) {
    return new PackVerifier(trust(), true, Optional.empty()).verify(pack);
  }

  /** Renews all digests, lists and the manifest of a changed copy, and signs it again. */
  static void reseal(Path copy, SigningKey by) throws IOException, SignatureFault {
    for (String list : List.of(Layout.EVIDENCE, Layout.SUMS)) {
      Files.writeString(
          copy.resolve(list),
          files(copy).stream()
              .filter(f -> list.equals(Layout.SUMS) || Layout.isEvidence(f.path()))
              .filter(f -> !f.path().equals(Layout.SUMS))
              .map(PackFile::sumLine)
              .collect(Collectors.joining()));
    }
    Manifest old = Manifest.parse(Files.readString(copy.resolve(Layout.MANIFEST)));
    Manifest.Seal seal =
        new Manifest.Seal(
            by.subject(),
            Digest.hex(Chains.encoded(by.chain().getLast())),
            "own",
            old.signature().requested(),
            old.signature().reached(),
            old.signature().notes());
    Manifest renewed =
        new Manifest(
            old.system(),
            old.pack(),
            old.collectedAt(),
            old.sealedAt(),
            old.toolVersion(),
            Digest.hex(copy.resolve("facts/snapshot.json")),
            old.catalogVersion(),
            old.catalogDigest(),
            seal,
            old.previous(),
            old.supersedes(),
            old.accessClass(),
            old.retainUntil(),
            old.redacted(),
            files(copy));
    sign(copy, renewed.toJson(), by);
  }

  /** Puts a manifest in place, whatever it says, and signs it. */
  static void sign(Path copy, String manifest, SigningKey by) throws IOException, SignatureFault {
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    Instant at = Manifest.parse(Files.readString(copy.resolve(Layout.MANIFEST))).sealedAt();
    Files.write(copy.resolve(Layout.MANIFEST), bytes);
    Files.write(
        copy.resolve(Layout.SIGNATURE), DetachedSignature.create(bytes, by, at, Optional.empty()));
  }

  private static List<PackFile> files(Path copy) throws IOException {
    List<PackFile> files = new java.util.ArrayList<>();
    for (String path : PackFolder.list(copy)) {
      if (!Layout.isSeal(path) && !path.startsWith(Layout.APPROVALS + "/")) {
        files.add(PackFolder.describe(copy, path));
      }
    }
    return files;
  }
}
