package org.pgevidence.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Context;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.PackStore;
import org.pgevidence.pack.PeriodOutcome;
import org.pgevidence.pack.PeriodRequest;
import org.pgevidence.pack.PeriodWriter;
import org.pgevidence.pack.SealPlan;
import org.pgevidence.render.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the signed pack on a period from the packs in it. */
@Command(
    name = "period",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a signed pack on a period from the packs of a system in it.",
      "It holds the calendar of runs and gaps, the history of each check, exceptions, changed",
      "definitions, and frozen populations with samples. Gaps are explained by interruptions.yaml of",
      "the context."
    },
    footer = {
      "",
      "Exit codes: 0 nothing found; 1 an exception stands at the end, a gap is longer than the profile",
      "allows and not explained, or there are too few runs; 3 the newest run has checks not assessed, the",
      "profile names no longest gap, or a signature level was not reached (a pack was written in all three",
      "cases); 2 wrong usage or no pack in the period, 4 a pack of the period does not hold, 5 could not write.",
      "",
      "Examples:",
      "  pgevidence period --system orders-prod --from 2026-07-01 --to 2026-09-30",
      "  pgevidence period --system orders-prod --from 2026-07-01 --to 2026-09-30 --sample 40 --seed auditor-7"
    })
final class PeriodCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin SealOptions seal = new SealOptions();

  @Mixin KeepOptions keep = new KeepOptions();

  @Option(names = "--system", required = true, paramLabel = "NAME", description = "The system.")
  @SuppressWarnings("NullAway.Init")
  String system;

  @Option(names = "--from", required = true, paramLabel = "DAY", description = "First day, UTC.")
  @SuppressWarnings("NullAway.Init")
  LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DAY",
      description = "Last day, UTC, included.")
  @SuppressWarnings("NullAway.Init")
  LocalDate to;

  @Mixin StoreOptions store = new StoreOptions();

  @Mixin ProfileOptions profile = new ProfileOptions();

  @Mixin CatalogOptions judge = new CatalogOptions();

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "25",
      description = "Rows drawn from each population; default ${DEFAULT-VALUE}.")
  int sample;

  @Option(
      names = "--seed",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Seed of the samples, best named by the auditor; default: from the newest run.")
  String seed = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why a pack on the same period is issued again.")
  @Nullable String reason;

  @Mixin ThresholdOptions threshold = new ThresholdOptions();

  @Override
  public Integer call() {
    CollectRequest.checkSystem(system);
    if (to.isBefore(from)) {
      throw UserFault.usage("--to " + to + " lies before --from " + from + ".");
    }
    if (sample < 1) {
      throw UserFault.usage("--sample must be at least 1.");
    }
    ProfileReader reader = profile.open();
    Catalog catalog = judge.catalog(reader);
    Profile terms = reader.profile(catalog);
    Context declared = judge.context(terms, catalog);
    PeriodRequest request =
        new PeriodRequest(
            system,
            from,
            to,
            terms.terms().maxGapSeconds(),
            terms.terms().minRuns(),
            seed,
            sample,
            interruptions(declared));
    SealPlan plan = seal.plan("signer");
    try (var _ = plan.key()) {
      PeriodWriter writer =
          new PeriodWriter(
              new PackStore(store.of(terms)),
              plan,
              keep.choices(terms, false, false),
              Templates.shipped());
      PeriodWriter.Written written = writer.write(request, Optional.ofNullable(reason));
      return report(written);
    }
  }

  private int report(PeriodWriter.Written written) {
    PeriodOutcome outcome =
        PeriodOutcome.of(written.period(), threshold.failOn, threshold.isWaivedOk);
    PrintWriter print = spec.commandLine().getOut();
    print.println("Pack on the period written to " + written.pack().path());
    outcome.sentences().forEach(print::println);
    written.pack().manifest().signature().notes().forEach(print::println);
    print.println("Verify it with: pgevidence verify " + written.pack().path());
    return outcome.exitCode() == 0 && written.pack().isBelowRequest() ? 3 : outcome.exitCode();
  }

  private List<PeriodRequest.Interruption> interruptions(Context declared) {
    List<PeriodRequest.Interruption> list = new ArrayList<>();
    declared
        .tables()
        .forEach(
            "interruption",
            row -> {
              if (row.text("system").equals(system)) {
                list.add(
                    new PeriodRequest.Interruption(
                        LocalDate.parse(row.text("from_on")),
                        LocalDate.parse(row.text("to_on")),
                        row.text("reason"),
                        row.text("explained_by"),
                        Optional.ofNullable(row.textOrNull("ticket"))));
              }
            });
    return list;
  }
}
