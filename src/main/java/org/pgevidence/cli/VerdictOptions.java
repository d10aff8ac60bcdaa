package org.pgevidence.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.Assessment;
import org.pgevidence.assess.Outcome;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.Context;
import org.pgevidence.control.Faults;
import org.pgevidence.control.Framework;
import org.pgevidence.fact.UserFault;
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

  /** What is declared, for the frameworks that were named. */
  Context scope(Context declared, Catalog catalog) {
    if (frameworks == null) {
      return declared;
    }
    List<String> known = catalog.frameworks().stream().map(Framework::id).toList();
    List<String> unknown = frameworks.stream().filter(id -> !known.contains(id)).toList();
    if (!unknown.isEmpty()) {
      throw UserFault.usage(
          "--framework names "
              + String.join(", ", unknown)
              + ", but the catalogue has "
              + String.join(", ", known)
              + "."
              + Faults.didYouMean(unknown.getFirst(), known));
    }
    return declared.withFrameworks(frameworks);
  }

  int exitCode(Assessment assessment) {
    return Outcome.exitCode(assessment, threshold.failOn, threshold.isWaivedOk);
  }
}
