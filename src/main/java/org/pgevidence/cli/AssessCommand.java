package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.assess.AssessmentText;
import org.pgevidence.assess.Assessor;
import org.pgevidence.assess.Outcome;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.Profile;
import org.pgevidence.control.Severity;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.render.Machine;
import picocli.CommandLine.Command;
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

  @Option(
      names = "-c",
      paramLabel = "FILE",
      description = "Profile; default: pgevidence.yaml where it exists.")
  @Nullable Path profile;

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
      names = "--framework",
      paramLabel = "ID",
      split = ",",
      description = "Frameworks in scope; default: all.")
  @Nullable List<String> frameworks;

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
    Assessment assessment = assess(snapshot, profile, controls, context, frameworks).assessment();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case text -> AssessmentText.of(assessment);
          case json -> Json.pretty(AssessmentJson.of(assessment));
          case sarif -> Machine.text(Machine.Format.SARIF, assessment, isWaivedOk);
          case junit -> Machine.text(Machine.Format.JUNIT, assessment, isWaivedOk);
          case csv -> Machine.text(Machine.Format.CSV, assessment, isWaivedOk);
          case oscal -> Machine.text(Machine.Format.OSCAL, assessment, isWaivedOk);
          case hdf -> Machine.text(Machine.Format.HDF, assessment, isWaivedOk);
        });
    out.flush();
    return Outcome.exitCode(assessment, failOn, isWaivedOk);
  }

  /** Judges a snapshot as the options of several commands say. */
  static Assessor.Assessed assess(
      Path snapshot,
      @Nullable Path profileFile,
      @Nullable Path controls,
      @Nullable Path contextFolder,
      @Nullable List<String> frameworks) {
    Profile profile = Profile.read(Optional.ofNullable(profileFile));
    Context context = ContextReader.read(Optional.ofNullable(contextFolder), profile);
    if (frameworks != null) {
      context = context.withFrameworks(frameworks);
    }
    return Assessor.assess(
        Snapshot.open(snapshot),
        CatalogReader.read(Optional.ofNullable(controls).or(profile::controls)),
        context);
  }
}
