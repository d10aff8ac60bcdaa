package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Outcome;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.Judged;
import org.pgevidence.pack.PackStore;
import org.pgevidence.pack.PackWriter;
import org.pgevidence.pack.ReportFiles;
import org.pgevidence.pack.SealPlan;
import org.pgevidence.render.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: signed evidence packs of servers or snapshots. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = "Makes a signed evidence pack of each snapshot.",
    footer = {
      "",
      "Exit codes: 0 nothing found, 1 findings, 3 something was not assessed or a signature level was",
      "not reached (a pack was written in all three cases); 2 wrong usage, 4 the snapshot was changed,",
      "5 could not connect or write (no pack was written).",
      "",
      "Examples:",
      "  pgevidence pack --snapshot /tmp/orders",
      "  pgevidence pack --snapshot /tmp/orders --out /srv/evidence --tsa http://tsa.example.com/"
    })
final class PackCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin SealOptions seal = new SealOptions();

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      required = true,
      description = "Folder made by collect, or a pack to issue again; may be repeated.")
  List<Path> snapshots = new ArrayList<>();

  @Option(
      names = "-c",
      paramLabel = "FILE",
      description = "Profile; default: pgevidence.yaml where it exists.")
  @Nullable Path profile;

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "The system that the snapshots must be of.")
  @Nullable String system;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "evidence",
      description = "Folder of all packs; default ${DEFAULT-VALUE}.")
  Path out = Path.of("evidence");

  @Option(
      names = "--framework",
      paramLabel = "ID",
      split = ",",
      description = "Frameworks in scope; default: all.")
  @Nullable List<String> frameworks;

  @Option(
      names = "--controls",
      paramLabel = "DIR",
      description = "Catalogue; default: the shipped one.")
  @Nullable Path controls;

  @Option(
      names = "--context",
      paramLabel = "DIR",
      description = "Context files; default: those of the profile.")
  @Nullable Path context;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Templates that replace shipped ones of the same name.")
  @Nullable Path templates;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "low",
      description =
          "Least severity that gives exit code 1: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  Severity failOn = Severity.LOW;

  @Option(names = "--waived-ok", description = "Waived findings do not give exit code 1.")
  boolean isWaivedOk;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why a pack of the same snapshot is issued again.")
  @Nullable String reason;

  @Override
  public Integer call() {
    Profile own = Profile.read(Optional.ofNullable(profile));
    Catalog catalog = CatalogReader.read(Optional.ofNullable(controls).or(own::controls));
    Context declared = ContextReader.read(Optional.ofNullable(context), own);
    Context scoped = frameworks == null ? declared : declared.withFrameworks(frameworks);
    int worst = 0;
    SealPlan plan = seal.plan("signer");
    try (var _ = plan.key()) {
      ReportFiles reports = new ReportFiles(Templates.of(Optional.ofNullable(templates)));
      PackWriter writer = new PackWriter(new PackStore(out), plan, reports);
      for (Path folder : snapshots) {
        worst = worse(worst, write(writer, plan, folder, catalog, scoped));
      }
    }
    return worst;
  }

  private int write(
      PackWriter writer, SealPlan plan, Path folder, Catalog catalog, Context scoped) {
    Snapshot snapshot = Snapshot.open(folder);
    if (system != null && !system.equals(snapshot.system())) {
      throw UserFault.usage(
          "The snapshot "
              + folder
              + " is of system "
              + snapshot.system()
              + ", not of "
              + system
              + ".");
    }
    Judged judged = Judged.of(snapshot, catalog, scoped);
    PackWriter.Written written = writer.write(judged, Optional.ofNullable(reason));
    Assessment assessment = judged.assessment();
    PrintWriter print = spec.commandLine().getOut();
    print.println("Pack written to " + written.path());
    print.println(
        assessment.findings().size() + " findings of " + assessment.checks().size() + " checks.");
    if (plan.key().isDemo()) {
      print.println(
          "Signed with a demo identity, made for this pack: it shows that nothing was changed, not"
              + " who made it. Make your own keys with: pgevidence keys init");
    }
    written.manifest().signature().notes().forEach(print::println);
    print.println("Verify it with: pgevidence verify " + written.path());
    int code = Outcome.exitCode(assessment, failOn, isWaivedOk);
    return code == 0 && written.isBelowRequest() ? 3 : code;
  }

  /** Of two exit codes the one that stands first in the contract: 1 before 3 before 0. */
  static int worse(int a, int b) {
    return a == 1 || b == 1 ? 1 : Math.max(a, b);
  }
}
