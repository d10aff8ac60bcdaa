package org.pgevidence.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pgevidence.diff.Comparison;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.Snapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What changed between two snapshots or packs. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what changed between two snapshots or packs: findings, verdicts, facts and access.",
      "A pack keeps the findings it was sealed with; a snapshot is judged by the catalogue given."
    },
    footer = {
      "",
      "Examples:",
      "  pgevidence diff before after",
      "  pgevidence diff before after --json > change.json",
      "",
      "Exit codes: 0 equal, 1 different, 2 usage, 4 changed snapshot."
    })
final class DiffCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "Snapshot or pack.")
  @SuppressWarnings("NullAway.Init")
  Path old;

  @Parameters(index = "1", paramLabel = "NEW", description = "Snapshot or pack.")
  @SuppressWarnings("NullAway.Init")
  Path now;

  @Option(names = "--json", description = "As JSON.")
  boolean isJson;

  @Mixin ProfileOptions profile = new ProfileOptions();

  @Mixin CatalogOptions judge = new CatalogOptions();

  @Override
  public Integer call() {
    Comparison comparison = Comparison.of(side(old), side(now));
    PrintWriter out = spec.commandLine().getOut();
    out.print(isJson ? Json.pretty(comparison.json()) : comparison.text());
    out.flush();
    return comparison.isEqual() ? 0 : 1;
  }

  private Comparison.Side side(Path folder) {
    return new Comparison.Side(
        Snapshot.open(folder), JudgedFolder.findings(folder, profile, judge));
  }
}
