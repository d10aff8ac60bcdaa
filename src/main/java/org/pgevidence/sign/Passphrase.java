package org.pgevidence.sign;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;

/** Where the passphrase of a key comes from: a file, the environment, or a prompt. */
public final class Passphrase {
  /** Environment variable that holds a passphrase. */
  public static final String VARIABLE = "PGEVIDENCE_PASSPHRASE";

  private static final int LEAST = 8;

  private Passphrase() {}

  /** The passphrase of an existing key; {@code what} names it in the prompt. */
  public static char[] ask(Optional<Path> file, String what) {
    Optional<char[]> given = given(file);
    if (given.isPresent()) {
      return given.get();
    }
    char[] typed = console(what).readPassword("Passphrase of %s: ", what);
    return typed == null ? new char[0] : typed;
  }

  /** A new passphrase of at least 8 characters, typed twice at a prompt. */
  public static char[] choose(Optional<Path> file, String what) {
    Optional<char[]> given = given(file);
    char[] chosen = given.isPresent() ? given.get() : typedTwice(what);
    if (chosen.length < LEAST) {
      throw UserFault.usage(
          "The passphrase of "
              + what
              + " has "
              + chosen.length
              + " characters; choose at least "
              + LEAST
              + ".");
    }
    return chosen;
  }

  private static char[] typedTwice(String what) {
    Console console = console(what);
    char[] first = console.readPassword("New passphrase of %s: ", what);
    char[] second = console.readPassword("Once more: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw UserFault.usage("The two passphrases differ; nothing was written. Try again.");
    }
    return first;
  }

  private static Optional<char[]> given(Optional<Path> file) {
    if (file.isPresent()) {
      try {
        return Optional.of(
            Files.readString(file.get()).lines().findFirst().orElse("").toCharArray());
      } catch (IOException e) {
        throw new UserFault(
            UserFault.Kind.USAGE,
            "The passphrase file " + file.get() + " could not be read: " + Met.by(e) + ".",
            e);
      }
    }
    String variable = System.getenv(VARIABLE);
    return variable == null ? Optional.empty() : Optional.of(variable.toCharArray());
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again without a terminal (JDK-8351435)
  private static Console console(String what) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      throw UserFault.usage(
          "The passphrase of "
              + what
              + " is needed and there is no terminal to ask at. Set "
              + VARIABLE
              + " or name a file with --passphrase-file.");
    }
    return console;
  }
}
