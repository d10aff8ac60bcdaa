package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.ToolVersion;
import org.pgevidence.sign.Chains;
import org.pgevidence.sign.DetachedSignature;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.Trust;

/**
 * Re-performs a pack on a period: every run in it is signed and unchanged, and period.json and the
 * populations follow from the runs.
 */
record PeriodCheck(Path root, Trust trust, boolean isTrustGiven, Steps steps) {
  /** Whether a manifest is that of a pack on a period. */
  static boolean isPeriod(Manifest manifest) {
    return manifest.files().stream().anyMatch(file -> file.path().equals(Layout.PERIOD));
  }

  void run(Manifest manifest) {
    try {
      PeriodRequest request =
          PeriodRequest.parse(Json.parse(Files.readString(root.resolve(Layout.PERIOD_REQUEST))));
      if (!request.system().equals(manifest.system())) {
        steps.failed("period", "it is about another system than its manifest says");
      }
      List<PeriodRun> runs = PeriodRun.all(root.resolve(Layout.RUNS));
      Set<String> signers = new HashSet<>();
      for (PeriodRun run : runs) {
        check(run, request, signers);
      }
      if (steps.isFailed()) {
        return;
      }
      steps.ok("runs", runs.size() + " packs of the period, every part as it was signed");
      if (!isTrustGiven) {
        steps.unverified("runs", "signed by " + String.join("; ", signers));
      }
      recompute(manifest, request, runs);
      TemplateCheck.run(root, steps);
    } catch (IOException
        | DateTimeException
        | IllegalArgumentException
        | java.io.UncheckedIOException e) {
      steps.failed("period", "it could not be made again: " + e.getMessage());
    }
  }

  private void recompute(Manifest manifest, PeriodRequest request, List<PeriodRun> runs)
      throws IOException {
    List<FailedRun> failures =
        FailedRun.read(root.resolve(FailedRun.LOG)).stream()
            .filter(one -> request.holds(one.at()))
            .toList();
    List<PeriodPopulation> populations = PeriodPopulation.all(PeriodRun.valid(runs));
    boolean isSame =
        isFile(Layout.PERIOD, Json.pretty(new PeriodJson(request, runs, failures).of(populations)));
    for (PeriodPopulation population : populations) {
      isSame &= isFile(population.path(), population.lines());
    }
    if (isSame) {
      steps.ok(
          "re-performance", "calendar, histories, populations and samples follow from the runs");
    } else if (ToolVersion.current().equals(manifest.toolVersion())) {
      steps.failed("re-performance", "period.json or a population does not follow from the runs");
    } else {
      steps.note(
          "re-performance",
          "version "
              + ToolVersion.current()
              + " sums up otherwise than "
              + manifest.toolVersion()
              + ", which made the pack");
    }
  }

  private boolean isFile(String path, String text) throws IOException {
    Path file = root.resolve(path);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.readString(file).equals(text);
  }

  private void check(PeriodRun run, PeriodRequest request, Set<String> signers) throws IOException {
    fault(run, trust)
        .or(
            () ->
                run.manifest().system().equals(request.system())
                        && request.holds(run.manifest().collectedAt())
                        && String.valueOf(run.folder().getFileName()).equals(run.pack())
                    ? Optional.empty()
                    : Optional.of("it is of another system, time or name"))
        .ifPresent(fault -> steps.failed("run " + run.pack(), fault));
    signers.add(
        run.manifest().signature().subject()
            + ", root SHA-256 "
            + run.manifest().signature().root());
  }

  /** What is wrong with a run: its signature, its parts; empty when nothing is. */
  static Optional<String> fault(PeriodRun run, Trust trust) throws IOException {
    try {
      byte[] manifest = Bounded.read(run.folder().resolve(Layout.MANIFEST), Bounded.SEAL);
      DetachedSignature signature =
          DetachedSignature.parse(
              Bounded.read(run.folder().resolve(Layout.SIGNATURE), Bounded.SEAL));
      signature.verify(manifest);
      trust.requireSound(signature.chain(), Trust.Purpose.DOCUMENT, signature.signedAt());
      if (!trust.roots().isEmpty() && !trust.trusts(signature.chain())) {
        return Optional.of(
            "it was signed by "
                + Chains.subject(signature.chain().getFirst())
                + ", under a root that is not trusted");
      }
    } catch (SignatureFault e) {
      return Optional.of("its signature does not hold: " + e.getMessage());
    }
    for (PackFile part : PeriodRun.parts(run.manifest())) {
      if (!Files.isRegularFile(run.folder().resolve(part.path()), LinkOption.NOFOLLOW_LINKS)
          || !PackFolder.describe(run.folder(), part.path()).equals(part)) {
        return Optional.of(part.path() + " is missing or not what was signed");
      }
    }
    return Optional.empty();
  }
}
