package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.WaiverStub;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a waiver stub for findings. */
@Command(
    name = "waive",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a waiver to fill in for each finding: to standard output, or appended to a waivers.yaml.",
      "A waiver stands beside a failing result; it never changes it. Until it is filled in, assess refuses it."
    },
    footer = {
      "",
      "Example:",
      "  pgevidence waive ROLE-001-3f9a2c5d0e8b7a61 --snapshot /tmp/orders --to context/waivers.yaml"
    })
final class WaiveCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(paramLabel = "FINDING", arity = "1..*", description = "Ids of findings.")
  @SuppressWarnings("NullAway.Init")
  List<String> findings;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "DIR",
      description = "Snapshot or pack with the findings.")
  @SuppressWarnings("NullAway.Init")
  Path snapshot;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "waivers.yaml to append to; made when it does not exist.")
  @Nullable Path to;

  @Option(
      names = "-c",
      paramLabel = "FILE",
      description = "Profile; default: pgevidence.yaml where it exists.")
  @Nullable Path profile;

  @Mixin CatalogOptions judge = new CatalogOptions();

  @Override
  public Integer call() {
    String stub =
        WaiverStub.of(AssessCommand.assess(snapshot, profile, judge, null).assessment(), findings);
    if (to == null) {
      spec.commandLine().getOut().print("waivers:\n" + stub);
      spec.commandLine().getOut().flush();
      return 0;
    }
    try {
      if (!Files.exists(to) || Files.readString(to).isBlank()) {
        Files.writeString(to, "version: 1\nwaivers:\n" + stub);
      } else {
        String old = Files.readString(to);
        if (!old.lines()
            .filter(line -> line.matches("\\w+:.*"))
            .reduce((a, b) -> b)
            .orElse("")
            .matches("waivers:\\s*(#.*)?")) {
          throw UserFault.usage(
              "The waiver could not be appended to "
                  + to
                  + ": its last key is not \"waivers:\" with a list below it. Append the printed stub by hand.");
        }
        Files.writeString(to, (old.endsWith("\n") ? "" : "\n") + stub, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw UserFault.io(
          "The waiver could not be written to " + to + ": " + Met.by(e) + ". Name another file.",
          e);
    }
    spec.commandLine()
        .getOut()
        .println(
            "Wrote " + findings.size() + " waivers to " + to + "; fill in what reads TO FILL IN.");
    return 0;
  }
}
