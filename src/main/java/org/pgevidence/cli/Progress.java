package org.pgevidence.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is being done, on standard error: on a terminal, or wherever {@code -v} asks for it. */
final class Progress {
  private Progress() {}

  static Consumer<String> of(@Nullable Main main, PrintWriter err) {
    boolean isShown = main != null && (main.isVerbose || (!main.isQuiet && isOnTerminal()));
    return step -> {
      if (isShown) {
        err.println(step);
      }
    };
  }

  @SuppressWarnings("SystemConsoleNull") // the nullness checker still takes it for nullable
  private static boolean isOnTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
