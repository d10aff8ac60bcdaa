package org.pgevidence.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Outcome;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options on which findings are in scope, and which of them give exit code 1. */
final class VerdictOptions {
  @Option(
      names = "--framework",
      paramLabel = "ID",
      split = ",",
      description = "Frameworks in scope; default: all.")
  @Nullable List<String> frameworks;

  @Mixin ThresholdOptions threshold = new ThresholdOptions();

  int exitCode(Assessment assessment) {
    return Outcome.exitCode(assessment, threshold.failOn, threshold.isWaivedOk);
  }
}
