package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.AssessmentText;
import org.pgevidence.assess.Assessor;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.render.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a snapshot or the facts of a pack. */
@Command(
    name = "assess",
    mixinStandardHelpOptions = true,
    description = "Judges a snapshot by the catalogue and prints the findings.",
    footer = {
      "",
      "Exit codes: 0 nothing found, 1 findings, 3 something was not assessed, 2 catalogue or context fault,",
      "4 the snapshot was changed.",
      "",
      "Examples:",
      "  pgevidence assess /tmp/orders",
      "  pgevidence assess /tmp/orders --context context --fail-on high --format json",
      "  pgevidence assess /tmp/orders --format sarif > findings.sarif.json"
    })
final class AssessCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(paramLabel = "SNAPSHOT", description = "Folder made by collect, or a pack.")
  @SuppressWarnings("NullAway.Init")
  Path snapshot;

  @Mixin ProfileOptions profile = new ProfileOptions();

  @Mixin CatalogOptions judge = new CatalogOptions();

  @Mixin VerdictOptions verdict = new VerdictOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  Format format = Format.text;

  /** Output formats; lower case, as typed. */
  enum Format {
    text,
    json,
    sarif,
    junit,
    csv,
    oscal,
    hdf
  }

  @Override
  public Integer call() {
    Assessment assessment = assess(snapshot, profile, judge, Optional.of(verdict)).assessment();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> AssessmentText.of(assessment);
          case json -> Json.pretty(AssessmentJson.of(assessment));
          case sarif ->
              Machine.text(Machine.Format.SARIF, assessment, verdict.threshold.isWaivedOk);
          case junit ->
              Machine.text(Machine.Format.JUNIT, assessment, verdict.threshold.isWaivedOk);
          case csv -> Machine.text(Machine.Format.CSV, assessment, verdict.threshold.isWaivedOk);
          case oscal ->
              Machine.text(Machine.Format.OSCAL, assessment, verdict.threshold.isWaivedOk);
          case hdf -> Machine.text(Machine.Format.HDF, assessment, verdict.threshold.isWaivedOk);
        });
    out.flush();
    return verdict.exitCode(assessment);
  }

  /** Judges a snapshot as the options of several commands say. */
  static Assessor.Assessed assess(
      Path snapshot,
      ProfileOptions config,
      CatalogOptions judge,
      Optional<VerdictOptions> verdict) {
    Rules rules = Rules.read(config.open(), judge, verdict);
    return Assessor.assess(Snapshot.open(snapshot), rules.catalog(), rules.context());
  }
}
