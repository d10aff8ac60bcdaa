package org.pgevidence.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.AssessmentText;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.Collector;
import org.pgevidence.control.Profile;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.Unfinished;
import org.pgevidence.fact.UserFault;
import org.pgevidence.pack.Judged;
import org.pgevidence.pack.PackStore;
import org.pgevidence.pack.PackWriter;
import org.pgevidence.pack.Rehearsal;
import org.pgevidence.pack.ReportFiles;
import org.pgevidence.pack.SealPlan;
import org.pgevidence.render.Templates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The main job: signed evidence packs of servers or snapshots. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    description = "Makes a signed evidence pack of each server or snapshot.",
    footer = {
      "",
      "Exit codes: 0 nothing found, 1 findings, 3 something was not assessed or a signature level was",
      "not reached (a pack was written in all three cases); 2 wrong usage, 4 the snapshot was changed,",
      "5 could not connect or write (no pack was written).",
      "",
      "Examples:",
      "  pgevidence pack -t postgresql://audit@db1.example.com/orders --system orders-prod",
      "  pgevidence pack -t orders-prod -t billing-prod -c pgevidence.yaml",
      "  pgevidence pack --snapshot /tmp/orders --out /srv/evidence --tsa http://tsa.example.com/"
    })
final class PackCommand implements Callable<Integer> {
  private static final String ROLE = "signer";
  private static final List<Integer> ORDER = List.of(Main.BUG, 2, 5, 4, 1, 3, 0);

  @ParentCommand @Nullable Main main;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin SealOptions seal = new SealOptions();

  @Mixin KeepOptions keep = new KeepOptions();

  @Mixin CollectOptions collect = new CollectOptions();

  @Mixin CatalogOptions judge = new CatalogOptions();

  @Mixin VerdictOptions verdict = new VerdictOptions();

  @Option(
      names = {"-t", "--target"},
      paramLabel = "TARGET",
      description =
          "libpq URI, keyword string, service name, or a name from pgevidence.yaml; may be repeated.")
  List<String> targets = new ArrayList<>();

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      description = "Folder made by collect, or a pack to issue again; may be repeated.")
  List<Path> snapshots = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of all packs; default: that of the profile, else evidence.")
  @Nullable Path out;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description = "Templates that replace shipped ones of the same name.")
  @Nullable Path templates;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why a pack of the same snapshot is issued again.")
  @Nullable String reason;

  @Option(
      names = "--volumes",
      description = "A signed report for each framework besides the whole one.")
  boolean hasVolumes;

  @Option(
      names = "--appendix",
      description = "Print populations that the report cuts in a file of their own.")
  boolean hasAppendix;

  @Override
  public Integer call() {
    checkUsage();
    ProfileReader profile = collect.open();
    try (Meanwhile meanwhile = new Meanwhile()) {
      var rules = meanwhile.start(() -> Rules.read(profile, judge, Optional.of(verdict)));
      Templates pages = Templates.of(Optional.ofNullable(templates));
      Rehearsal.start(pages);
      if (seal.asks(ROLE)) {
        // Nobody types a passphrase to learn of a fault in a file.
        rules.get();
      }
      SealPlan plan = seal.plan(ROLE);
      try (var _ = plan.key()) {
        return call(rules.get(), plan, new ReportFiles(pages));
      }
    }
  }

  private int call(Rules rules, SealPlan plan, ReportFiles reports) {
    Profile profile = rules.profile();
    Path store = out != null ? out : profile.evidence().orElse(Path.of("evidence"));
    List<Supplier<Integer>> jobs = new ArrayList<>();
    PackWriter writer =
        new PackWriter(
            new PackStore(store), plan, reports, keep.choices(profile, hasVolumes, hasAppendix));
    targets.forEach(target -> jobs.add(() -> collected(writer, plan, target, rules)));
    snapshots.forEach(folder -> jobs.add(() -> write(writer, plan, folder, rules)));
    return jobs.stream().map(this::run).reduce(0, PackCommand::worse);
  }

  private void checkUsage() {
    if (targets.isEmpty() && snapshots.isEmpty()) {
      throw UserFault.usage("Nothing to pack: name a server with -t or a folder with --snapshot.");
    }
    if (collect.system != null && targets.size() > 1) {
      throw UserFault.usage(
          "--system names one system, but there are "
              + targets.size()
              + " targets. Name each in pgevidence.yaml instead.");
    }
  }

  /** One failing target never stops another. */
  private int run(Supplier<Integer> job) {
    try {
      return job.get();
    } catch (UserFault fault) {
      if (targets.size() + snapshots.size() == 1) {
        throw fault;
      }
      spec.commandLine().getErr().println(fault.getMessage());
      return fault.kind().exitCode();
    } catch (RuntimeException bug) {
      if (targets.size() + snapshots.size() == 1) {
        throw bug;
      }
      return Main.report(bug, spec.commandLine().getErr());
    }
  }

  private int collected(PackWriter writer, SealPlan plan, String target, Rules rules) {
    try {
      Path work = Files.createTempDirectory("pgevidence-");
      try (var _ = Unfinished.of(work)) {
        Path snapshot = work.resolve("snapshot");
        var progress = Progress.of(main, spec.commandLine().getErr());
        collect(writer, collect.request(target, snapshot, rules.profile(), progress));
        return write(writer, plan, snapshot, rules);
      }
    } catch (IOException e) {
      throw UserFault.io(
          "The facts of "
              + target
              + " could not be kept meanwhile: "
              + Met.by(e)
              + ". Free some space.",
          e);
    }
  }

  /** A run that fails leaves a line in the store's log: a period must show it. */
  private static void collect(PackWriter writer, CollectRequest request) {
    try {
      Collector.collect(request);
    } catch (UserFault fault) {
      if (fault.kind() == UserFault.Kind.IO) {
        writer.noteFailure(request.system(), fault);
      }
      throw fault;
    }
  }

  private int write(PackWriter writer, SealPlan plan, Path folder, Rules rules) {
    Snapshot snapshot = Snapshot.open(folder);
    if (collect.system != null && !collect.system.equals(snapshot.system())) {
      throw UserFault.usage(
          "The snapshot "
              + folder
              + " is of system "
              + snapshot.system()
              + ", not of "
              + collect.system
              + ".");
    }
    Judged judged = Judged.of(snapshot, rules.catalog(), rules.context());
    PackWriter.Written written = writer.write(judged, Optional.ofNullable(reason));
    Assessment assessment = judged.assessment();
    PrintWriter print = spec.commandLine().getOut();
    print.println("Pack written to " + written.path());
    print.println(AssessmentText.tally(assessment) + "; findings: " + assessment.findings().size());
    if (plan.key().isDemo()) {
      print.println(
          "Signed with a demo identity, made for this pack: it shows that nothing was changed, not"
              + " who made it. Make your own keys with: pgevidence keys init");
    }
    written.manifest().signature().notes().forEach(print::println);
    print.println("Verify it with: pgevidence verify " + written.path());
    int code = verdict.exitCode(assessment);
    return code == 0 && written.isBelowRequest() ? 3 : code;
  }

  /** Of two exit codes the one that stands first in the contract. */
  static int worse(int a, int b) {
    return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
  }
}
