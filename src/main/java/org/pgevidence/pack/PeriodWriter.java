package org.pgevidence.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.ToolVersion;
import org.pgevidence.fact.UserFault;
import org.pgevidence.render.Issue;
import org.pgevidence.render.PeriodReport;
import org.pgevidence.render.Templates;
import org.pgevidence.sign.SignatureFault;
import org.pgevidence.sign.Trust;

/**
 * Writes the pack on a period: parts of every pack of the system in it, what follows from them, and
 * the report, sealed like any pack. It stands in the folder {@code periods} beside the packs, so
 * that their chain does not run through it.
 */
public final class PeriodWriter {
  private final PackStore store;
  private final SealPlan plan;
  private final PackChoices choices;
  private final Templates templates;

  /** A writer into the store that holds the packs. */
  public PeriodWriter(PackStore store, SealPlan plan, PackChoices choices, Templates templates) {
    this.store = store;
    this.plan = plan;
    this.choices = choices;
    this.templates = templates;
  }

  /** The pack, and what it shows, as period.json holds it. */
  public record Written(PackWriter.Written pack, Map<String, @Nullable Object> period) {}

  /**
   * Writes it.
   *
   * @param reason why a pack on the same period is issued again
   * @throws UserFault exit code 2 when there is no pack in the period, 4 when one of them does not
   *     hold, 5 when the store cannot be written
   */
  public Written write(PeriodRequest request, Optional<String> reason) {
    try {
      List<PackStore.Stored> packs = store.packs(request.system());
      List<PackStore.Stored> held =
          packs.stream().filter(one -> request.holds(one.manifest().collectedAt())).toList();
      if (held.isEmpty()) {
        throw UserFault.usage(
            "A pack on the period "
                + request.from()
                + " to "
                + request.to()
                + " could not be made: the store "
                + store.root()
                + " has no pack of system "
                + request.system()
                + " in it. Name the store with --store, or another period.");
      }
      Written written;
      try (var _ = StoreLock.of(store, request.system())) {
        PackStore.Place place = store.periodPlace(request, packs.getLast(), reason);
        try (PackFolder folder = PackFolder.create(place.path())) {
          written = write(folder, request, held, place);
        }
      }
      EvidenceIndex.update(store);
      return written;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw UserFault.io(
          "The pack on the period could not be written below "
              + store.root()
              + ": "
              + Met.by(e)
              + ". Nothing was left there.",
          e);
    }
  }

  private Written write(
      PackFolder folder, PeriodRequest request, List<PackStore.Stored> held, PackStore.Place place)
      throws IOException {
    for (PackStore.Stored stored : held) {
      copy(folder, stored);
    }
    Path log = store.root().resolve(request.system()).resolve(FailedRun.LOG);
    if (Files.isRegularFile(log, LinkOption.NOFOLLOW_LINKS)) {
      folder.copy(log, FailedRun.LOG);
    }
    String asked = Json.pretty(request.toJson());
    folder.write(Layout.PERIOD_REQUEST, asked);
    folder.write(Layout.TEMPLATES, templates.sums());
    List<PeriodRun> runs = PeriodRun.all(folder.work().resolve(Layout.RUNS));
    for (PeriodRun run : runs) {
      Optional<String> fault = PeriodCheck.fault(run, Trust.none());
      if (fault.isPresent()) {
        throw broken(run.pack(), fault.get());
      }
    }
    List<PeriodPopulation> populations = PeriodPopulation.all(PeriodRun.valid(runs));
    Map<String, @Nullable Object> period =
        new PeriodJson(request, runs, failures(log, request)).of(populations);
    folder.write(Layout.PERIOD, Json.pretty(period));
    for (PeriodPopulation population : populations) {
      folder.write(population.path(), population.lines());
    }
    Manifest last = runs.getLast().manifest();
    Sealer.Head head =
        new Sealer.Head(
            request.system(),
            last.collectedAt(),
            ToolVersion.current(),
            Digest.hex(asked),
            last.catalogVersion(),
            last.catalogDigest(),
            Optional.empty());
    PackWriter.Written pack =
        new Sealer(plan, choices)
            .seal(
                folder,
                head,
                place,
                Readme.ofPeriod(request, ToolVersion.current()),
                (sums, notes, pdfs, _) -> report(folder, period, head, place, sums, notes, pdfs));
    return new Written(pack, period);
  }

  private static List<FailedRun> failures(Path log, PeriodRequest request) throws IOException {
    try {
      return FailedRun.read(log).stream().filter(one -> request.holds(one.at())).toList();
    } catch (RuntimeException e) {
      throw broken(FailedRun.LOG, String.valueOf(e.getMessage()));
    }
  }

  private static UserFault broken(String what, String fault) {
    return new UserFault(
        UserFault.Kind.VERIFICATION,
        "The pack on the period was not made, since a part of it does not hold: "
            + what
            + ": "
            + fault
            + ". Verify the packs of the period and mend that first.");
  }

  private static void copy(PackFolder folder, PackStore.Stored stored) throws IOException {
    String to = Layout.RUNS + "/" + stored.manifest().pack() + "/";
    List<String> paths = new ArrayList<>(List.of(Layout.MANIFEST, Layout.SIGNATURE));
    PeriodRun.parts(stored.manifest()).forEach(part -> paths.add(part.path()));
    for (String path : paths) {
      Path from = stored.path().resolve(path);
      if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
        throw broken(stored.manifest().pack(), path + " is missing");
      }
      folder.copy(from, to + path);
    }
  }

  private void report(
      PackFolder folder,
      Map<String, @Nullable Object> period,
      Sealer.Head head,
      PackStore.Place place,
      String sums,
      List<String> notes,
      Sealer.SignedFiles pdfs)
      throws IOException, SignatureFault {
    Issue issue =
        new Issue(
            head.system() + "/periods/" + place.path().getFileName(),
            choices.classification(),
            Optional.of(plan.key().subject()),
            plan.key().isDemo(),
            Optional.empty(),
            Optional.of(sums),
            "Links to pack "
                + place.previous().pack()
                + ", manifest sha256:"
                + place.previous().digest()
                + ".",
            place
                .supersedes()
                .map(old -> "Supersedes pack " + old.pack() + ": " + old.reason() + "."),
            notes,
            Optional.empty(),
            List.of());
    PeriodReport report = new PeriodReport(period, issue, head.collectedAt(), templates);
    Path pdf = folder.file(Layout.REPORT);
    Issue.Attachment attached =
        new Issue.Attachment(
            Layout.PERIOD,
            "application/json",
            "What the period shows",
            Json.pretty(period).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    pdfs.write(pdf, stamp -> report.pdf(pdf, List.of(attached), stamp));
    report.html(folder.file("report.html"));
    report.workbook(folder.file("evidence.xlsx"));
  }
}
