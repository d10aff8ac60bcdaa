package org.pgevidence.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.target.Connector;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Entry point. Exit codes, the first that applies: 70 bug, 2 usage, 5 could not connect or write, 4
 * verification failed, 1 findings, 3 not assessed, 0.
 */
@Command(
    name = "pgevidence",
    description =
        "Takes audit evidence from PostgreSQL clusters and renders signed evidence packs.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Examples:",
      "  pgevidence demo",
      "  pgevidence pack -t service=orders --system orders-prod",
      "  pgevidence verify evidence/orders-prod/2026-11-22T16-22-31Z --trust root.pem",
      "  pgevidence pack --help",
      "",
      "Exit codes: 0 nothing found, 1 findings, 3 something was not assessed, 2 wrong usage,",
      "4 verification failed, 5 could not connect or write, 70 a bug."
    })
public final class Main {
  /** Exit code of a bug. */
  public static final int BUG = 70;

  /** Wide enough that no example breaks in two. */
  private static final int HELP_WIDTH = 110;

  @Option(names = "-q", description = "Print results and errors only.", scope = ScopeType.INHERIT)
  boolean isQuiet;

  @Option(names = "-v", description = "Print what is done.", scope = ScopeType.INHERIT)
  boolean isVerbose;

  @Option(names = "--no-color", description = "No colours.", scope = ScopeType.INHERIT)
  boolean isColorless;

  private static final List<Class<?>> COMMANDS =
      List.of(
          AccessCommand.class,
          AssessCommand.class,
          CollectCommand.class,
          CompletionCommand.class,
          ContextCommand.class,
          ControlsCommand.class,
          DemoCommand.class,
          DiffCommand.class,
          DrillCommand.class,
          FixCommand.class,
          HbaCommand.class,
          KeysCommand.class,
          ManCommand.class,
          PackCommand.class,
          PeriodCommand.class,
          ReaderRoleCommand.class,
          RedactCommand.class,
          SignCommand.class,
          VerifyCommand.class,
          WaiveCommand.class,
          HelpCommand.class);

  /** They speak of all commands. */
  private static final Set<String> GENERAL = Set.of("help", "man", "completion");

  private Main() {}

  /** Runs the command named by {@code args} and exits with its code. */
  public static void main(String[] args) {
    if (Stream.of(args).anyMatch(arg -> arg.startsWith("-t") || arg.startsWith("--target"))) {
      Connector.prepare();
    }
    System.exit(run(System.out, System.err, args));
  }

  /** Runs a command in this process; what it prints goes to {@code out} and {@code err}. */
  public static int run(java.io.PrintStream out, java.io.PrintStream err, String... args) {
    CommandLine line = line(named(args));
    line.setOut(new PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
    if (List.of(args).contains("--no-color")) {
      line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
    }
    line.setParameterExceptionHandler(UsageFault::report);
    line.setExecutionExceptionHandler((fault, command, parsed) -> report(fault, command.getErr()));
    return line.execute(args);
  }

  /** All commands with their options. */
  static CommandLine line() {
    return line(COMMANDS);
  }

  private static CommandLine line(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new Main());
    commands.forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(HELP_WIDTH);
  }

  /** The command that is meant, else all: reading every command's options takes a while. */
  private static List<Class<?>> named(String... args) {
    Optional<String> name =
        Stream.of(args)
            .filter(arg -> !arg.startsWith("-"))
            .findFirst()
            .filter(n -> !GENERAL.contains(n));
    List<Class<?>> meant =
        COMMANDS.stream().filter(type -> name.equals(Optional.of(name(type)))).toList();
    return meant.isEmpty() ? COMMANDS : meant;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  /** Prints a fault, or a bug with its trace; gives its exit code. */
  static int report(Exception fault, PrintWriter err) {
    if (fault instanceof UserFault mendable) {
      err.println(mendable.getMessage());
      return mendable.kind().exitCode();
    }
    if (isOutOfMemory(fault)) {
      err.println(
          "The command needs more than the "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB of memory that it has; nothing was left half-written. Give it more, for"
              + " example with PGEVIDENCE_HEAP=4g, and run it again.");
      return UserFault.Kind.IO.exitCode();
    }
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    err.println("This is a bug in pgevidence; please report it with the lines below.");
    err.print(trace);
    err.flush();
    return BUG;
  }

  private static boolean isOutOfMemory(@Nullable Throwable fault) {
    return fault != null && (fault instanceof OutOfMemoryError || isOutOfMemory(fault.getCause()));
  }
}
