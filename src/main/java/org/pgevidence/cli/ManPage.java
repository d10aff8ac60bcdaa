package org.pgevidence.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of a command as a page for man(1), in the macros of groff_man(7). */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(CommandSpec command) {
    ManPage page = new ManPage();
    page.write(command);
    return page.page.toString();
  }

  private void write(CommandSpec command) {
    String name = command.qualifiedName("-");
    line(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"\" \"" + version() + "\"");
    line(".nh");
    section("NAME");
    line(name.replace("-", "\\-") + " \\- " + roff(command.usageMessage().description()[0]));
    section("SYNOPSIS");
    String synopsis = new Help(command, Help.defaultColorScheme(Ansi.OFF)).synopsis(0);
    line(roff(String.join(" ", synopsis.strip().split("\\s+"))));
    section("DESCRIPTION");
    for (String paragraph : command.usageMessage().description()) {
      line(roff(paragraph));
    }
    arguments(command);
    commands(command);
    footer(List.of(command.usageMessage().footer()));
    if (command.parent() != null) {
      section("SEE ALSO");
      line(".BR " + command.parent().qualifiedName("-").replace("-", "\\-") + " (1)");
    }
  }

  private void arguments(CommandSpec command) {
    List<PositionalParamSpec> positional = command.positionalParameters();
    if (!positional.isEmpty()) {
      section("ARGUMENTS");
      positional.forEach(argument -> entry(argument.paramLabel(), "", argument));
    }
    section("OPTIONS");
    for (OptionSpec option : command.options()) {
      String names = String.join(", ", option.names());
      entry(names, option.arity().max() == 0 ? "" : "=" + option.paramLabel(), option);
    }
  }

  private void commands(CommandSpec command) {
    if (command.subcommands().values().stream().allMatch(ManPage::isHelp)) {
      return;
    }
    section("COMMANDS");
    command.subcommands().values().stream()
        .filter(inner -> !isHelp(inner))
        .map(inner -> inner.getCommandSpec())
        .forEach(
            inner -> {
              line(".TP");
              line(".B " + roff(inner.name()));
              line(roff(String.join(" ", inner.usageMessage().description())));
            });
  }

  private static boolean isHelp(picocli.CommandLine command) {
    return command.getCommandName().equals("help");
  }

  /** Blocks with a heading become sections; an indented line is printed as it stands. */
  private void footer(List<String> lines) {
    section("NOTES");
    for (String text : lines) {
      if (text.startsWith("  ")) {
        line(".nf");
        line(roff(text.strip()));
        line(".fi");
      } else if (text.isEmpty()) {
        line(".PP");
      } else {
        line(roff(text));
      }
    }
  }

  private void entry(String names, String value, ArgSpec argument) {
    line(".TP");
    line("\\fB" + roff(names) + "\\fR" + roff(value));
    line(roff(List.of(argument.description()).stream().collect(Collectors.joining(" "))));
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String version() {
    return "pgevidence " + org.pgevidence.fact.ToolVersion.current();
  }

  /** Text that roff takes for text: no escape, no request at the start of a line. */
  private static String roff(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("%n", " ");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
