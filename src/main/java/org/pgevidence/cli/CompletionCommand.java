package org.pgevidence.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script by which bash and zsh complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints the script by which bash and zsh complete commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(pgevidence completion)",
      "  pgevidence completion > /etc/bash_completion.d/pgevidence"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine whole = spec.root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash(whole.getCommandName(), whole));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
