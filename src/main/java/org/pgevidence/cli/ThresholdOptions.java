package org.pgevidence.cli;

import org.pgevidence.control.Severity;
import picocli.CommandLine.Option;

/** Options on which findings give exit code 1. */
final class ThresholdOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "low",
      description =
          "Least severity that gives exit code 1: info, low, medium, high or critical; default ${DEFAULT-VALUE}.")
  Severity failOn = Severity.LOW;

  @Option(names = "--waived-ok", description = "Waived findings do not give exit code 1.")
  boolean isWaivedOk;
}
