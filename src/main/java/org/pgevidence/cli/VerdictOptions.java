package org.pgevidence.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Outcome;
import org.pgevidence.control.Severity;
import picocli.CommandLine.Option;

/** Options on which findings are in scope, and which of them give exit code 1. */
final class VerdictOptions {
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
          "Least severity that gives exit code 1: info, low, medium, high or critical; default ${DEFAULT-VALUE}.")
  Severity failOn = Severity.LOW;

  @Option(names = "--waived-ok", description = "Waived findings do not give exit code 1.")
  boolean isWaivedOk;

  int exitCode(Assessment assessment) {
    return Outcome.exitCode(assessment, failOn, isWaivedOk);
  }
}
