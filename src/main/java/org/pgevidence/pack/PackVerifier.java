package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.UserFault;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.TimestampToken;
import org.pgevidence.sign.Trust;

/**
 * Verifies a pack from its own files and the roots that the reader trusts; offline. A pack is
 * hostile until it is proved not to be: nothing outside it is read, links are refused, sizes are
 * bounded, and its checks run in the sandbox of the check engine and only after all digests agree.
 *
 * @param isTrustGiven whether the reader named roots; without them nothing is ever called valid
 */
public record PackVerifier(Trust trust, boolean isTrustGiven, Optional<Path> store, Budget budget) {
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  /** A verifier that spends no more than the standard budget. */
  public PackVerifier(Trust trust, boolean isTrustGiven, Optional<Path> store) {
    this(trust, isTrustGiven, store, Budget.STANDARD);
  }

  /** Verifies the pack in a folder. Throws UserFault (2) when it is no pack at all. */
  public VerifyReport verify(Path pack) {
    Path root = folder(pack);
    Steps steps = new Steps();
    if (!isFile(root, Layout.MANIFEST)) {
      steps.failed("manifest", "it is missing, so nothing shows what was sealed");
      return steps.report(String.valueOf(pack));
    }
    try {
      new Run(root, steps).run();
    } catch (OutOfMemoryError e) {
      steps.failed(
          "pack", "it needs more memory than verify may use; give it more with PGEVIDENCE_HEAP=4g");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      steps.failed("pack", "it could not be read to its end: " + e);
    }
    return steps.report(String.valueOf(pack));
  }

  /** Where the pack stands; the reader may name it by a link, inside it links are refused. */
  private static Path folder(Path pack) {
    try {
      Path root = pack.toRealPath();
      if (isFile(root, Layout.MANIFEST)
          || isFile(root, Layout.SIGNATURE)
          || isFile(root, Layout.SUMS)) {
        return root;
      }
    } catch (IOException e) {
      // It is missing or cannot be entered: said below.
    }
    throw UserFault.usage(
        pack + " could not be verified: it has no manifest.json. Name the folder of a pack.");
  }

  private static boolean isFile(Path root, String name) {
    return Files.isRegularFile(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  private final class Run {
    private final Path root;
    private final Steps steps;
    private Optional<Instant> provenUntil = Optional.empty();

    Run(Path root, Steps steps) {
      this.root = root;
      this.steps = steps;
    }

    void run() throws IOException {
      byte[] bytes = bounded(Layout.MANIFEST);
      Manifest manifest;
      try {
        manifest = Manifest.parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
      } catch (RuntimeException e) {
        steps.failed("manifest", "it could not be read: " + e.getMessage());
        return;
      }
      Optional<DetachedSignature> signature = signature(bytes);
      signature.ifPresent(found -> signer(found, manifest, timestamp(bytes, found, manifest)));
      FileCheck.run(root, manifest, budget, steps);
      if (signature.isPresent()) {
        ReportCheck.run(root, manifest, signature.get(), PackVerifier.this, steps);
        Optional<Instant> until =
            ApprovalCheck.run(root, bytes, signature.get(), provenUntil, PackVerifier.this, steps);
        until.ifPresent(this::renewal);
      }
      if (steps.isFailed()) {
        steps.note("re-performance", "not done, since the pack is not what was sealed");
      } else if (PeriodCheck.isPeriod(manifest)) {
        new PeriodCheck(root, trust, isTrustGiven, steps).run(manifest);
      } else {
        Reperformance.run(root, manifest, trust, steps);
      }
      RedactionCheck.run(root, manifest, steps);
      new ChainCheck(trust, steps).run(manifest, store);
      manifest.signature().notes().forEach(note -> steps.note("signature level", note));
      if (manifest.signature().identity().equals("demo")) {
        steps.note("signer", "a demo identity that the program made for itself; it proves nobody");
      }
      steps.note(
          "limits",
          "digests cannot show that newer packs were deleted, nor, without a timestamp, that the"
              + " key's holder made all of it anew; different keys are not proof of different"
              + " persons");
    }

    private byte[] bounded(String name) throws IOException {
      return Bounded.read(root.resolve(name), Bounded.SEAL);
    }

    private Optional<DetachedSignature> signature(byte[] manifest) {
      try {
        DetachedSignature signature = DetachedSignature.parse(bounded(Layout.SIGNATURE));
        signature.verify(manifest);
        steps.ok("manifest signature", "by " + signature.subject() + " at " + signature.signedAt());
        return Optional.of(signature);
      } catch (IOException | SignatureFault e) {
        steps.failed("manifest signature", String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    /** The time that a trusted timestamp over the signature proves. */
    private Optional<Instant> timestamp(
        byte[] manifest, DetachedSignature signature, Manifest sealed) {
      boolean isDue = !sealed.signature().reached().equals("B");
      boolean isThere = Files.exists(root.resolve(Layout.TIMESTAMP), LinkOption.NOFOLLOW_LINKS);
      if (isDue != isThere || isDue != signature.timestamp().isPresent()) {
        steps.failed(
            "timestamp",
            isDue
                ? "it is missing, though the manifest names level " + sealed.signature().reached()
                : "it was added, though the manifest names level B");
        return Optional.empty();
      }
      if (!isDue) {
        steps.note("timestamp", "none: the time of sealing is what the sealer's clock said");
        return Optional.empty();
      }
      try {
        TimestampToken outer = TimestampToken.ofResponse(bounded(Layout.TIMESTAMP), manifest);
        TimestampToken inner =
            TimestampToken.of(signature.timestamp().orElseThrow(), signature.value());
        boolean isTrusted = true;
        for (TimestampToken stamp : List.of(outer, inner)) {
          trust.requireSound(stamp);
          isTrusted &= trust.trusts(stamp.chain());
          Duration off = Duration.between(sealed.sealedAt(), stamp.at()).abs();
          if (off.compareTo(CLOCK_TOLERANCE) > 0) {
            throw new SignatureFault(
                "it says " + stamp.at() + ", the manifest was sealed at " + sealed.sealedAt());
          }
        }
        if (isTrusted) {
          provenUntil = Optional.of(Trust.endOf(inner.chain()));
          steps.ok("timestamp", outer.at() + " by " + Chains.subject(outer.chain().getFirst()));
          return Optional.of(inner.at());
        }
        steps.unverified(
            "timestamp",
            outer.at()
                + " by "
                + Chains.subject(outer.chain().getFirst())
                + ", whose root is not trusted: SHA-256 "
                + Chains.fingerprint(outer.chain().getLast()));
      } catch (IOException | SignatureFault e) {
        steps.failed("timestamp", String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }

    /** A stamp proves its time as long as its certificates last, or as it was stamped anew. */
    private void renewal(Instant until) {
      if (Instant.now().isAfter(until)) {
        steps.unverified(
            "timestamp",
            "the certificates of the authority ended "
                + until
                + " and no approval or renewal was stamped before then; the time of sealing is no"
                + " longer proved");
      }
    }

    private void signer(
        DetachedSignature signature, Manifest manifest, Optional<Instant> provenAt) {
      List<X509Certificate> chain = signature.chain();
      String root = Digest.hex(Chains.encoded(chain.getLast()));
      if (!manifest.signature().subject().equals(signature.subject())
          || !manifest.signature().root().equals(root)) {
        steps.failed("signer", "the manifest names another signer than the one who signed it");
      }
      if (!manifest.sealedAt().equals(signature.signedAt())) {
        steps.failed(
            "clock",
            "the manifest says sealed at "
                + manifest.sealedAt()
                + ", its signature says "
                + signature.signedAt());
      }
      Clocks.check(manifest, steps);
      judge("signer", chain, provenAt.orElse(Instant.now()));
    }

    private void judge(String part, List<X509Certificate> chain, Instant at) {
      PackVerifier.this.judge(part, chain, at, steps);
    }
  }

  /** Soundness of a signer's chain, and whether the reader trusts it. */
  void judge(String part, List<X509Certificate> chain, Instant at, Steps steps) {
    try {
      trust.requireSound(chain, Trust.Purpose.DOCUMENT, at);
    } catch (SignatureFault e) {
      steps.failed(part, String.valueOf(e.getMessage()));
      return;
    }
    String root =
        Chains.subject(chain.getLast()) + ", SHA-256 " + Chains.fingerprint(chain.getLast());
    if (trust.trusts(chain)) {
      steps.ok(part, Chains.subject(chain.getFirst()) + ", under trusted root " + root);
      trust.revocationNote(chain).ifPresent(note -> steps.note(part, note));
    } else if (isTrustGiven) {
      steps.failed(
          part, Chains.subject(chain.getFirst()) + " is under a root that is not trusted: " + root);
    } else {
      steps.unverified(
          part,
          Chains.subject(chain.getFirst())
              + ", under root "
              + root
              + "; get this fingerprint from the company by another channel, then name the root"
              + " with --trust");
    }
  }
}
