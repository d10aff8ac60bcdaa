package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a man page, or writes all of them into a folder. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = "Prints the man page of a command, or writes those of all commands.",
    footer = {
      "",
      "Examples:",
      "  pgevidence man pack | man -l -",
      "  pgevidence man --to ~/.local/share/man/man1"
    })
final class ManCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A command, e.g. pack or keys init; default: pgevidence itself.")
  List<String> names = List.of();

  @Option(names = "--to", paramLabel = "DIR", description = "Write the pages of all commands here.")
  @Nullable Path folder;

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    if (folder != null) {
      int pages = write(folder, all(command));
      spec.commandLine().getOut().println(pages + " man pages written to " + folder);
      return 0;
    }
    for (String name : names) {
      CommandLine inner = command.getSubcommands().get(name);
      if (inner == null) {
        throw UserFault.usage(
            "There is no command \""
                + String.join(" ", names)
                + "\". pgevidence --help lists them.");
      }
      command = inner;
    }
    spec.commandLine().getOut().print(ManPage.of(command.getCommandSpec()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static List<CommandSpec> all(CommandLine command) {
    List<CommandSpec> all = new ArrayList<>(List.of(command.getCommandSpec()));
    command.getSubcommands().values().stream()
        .filter(inner -> !inner.getCommandName().equals("help"))
        .forEach(inner -> all.addAll(all(inner)));
    return all;
  }

  private static int write(Path folder, List<CommandSpec> commands) {
    try {
      Files.createDirectories(folder);
      for (CommandSpec command : commands) {
        String name = command.qualifiedName("-") + ".1";
        Files.writeString(folder.resolve(name), ManPage.of(command));
      }
      return commands.size();
    } catch (IOException e) {
      throw UserFault.io(
          "The man pages could not be written to " + folder + ": " + e + ". Name another folder.",
          e);
    }
  }
}
