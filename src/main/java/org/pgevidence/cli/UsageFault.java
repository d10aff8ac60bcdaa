package org.pgevidence.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pgevidence.control.Faults;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command, in the user's terms: one line, no Java. */
final class UsageFault {
  private UsageFault() {}

  /** Prints the fault and gives its exit code. */
  static int report(ParameterException fault, String[] args) {
    PrintWriter err = fault.getCommandLine().getErr();
    err.println(
        sentence(fault)
            + " "
            + fault.getCommandLine().getCommandSpec().qualifiedName()
            + " --help shows what it takes.");
    return UserFault.Kind.USAGE.exitCode();
  }

  private static String sentence(ParameterException fault) {
    Optional<ArgSpec> place = Optional.ofNullable(fault.getArgSpec());
    String value = fault.getValue();
    if (place.isPresent() && value != null) {
      return wrong(place.get(), value);
    }
    String text = String.valueOf(fault.getMessage()).strip();
    if (fault instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return text + ". Did you mean \"" + unmatched.getSuggestions().getFirst() + "\"?";
    }
    return text.endsWith(".") ? text : text + ".";
  }

  private static String wrong(ArgSpec place, String value) {
    String name = place instanceof OptionSpec option ? option.longestName() : place.paramLabel();
    String start = name + " is \"" + value + "\"; it must be ";
    Class<?> type = place.type();
    if (type.isEnum()) {
      List<String> words =
          Arrays.stream(type.getEnumConstants())
              .map(word -> String.valueOf(word).toLowerCase(Locale.ROOT))
              .toList();
      return start
          + "one of "
          + String.join(", ", words)
          + "."
          + Faults.didYouMean(value.toLowerCase(Locale.ROOT), words);
    }
    return start + form(type) + ".";
  }

  private static String form(Class<?> type) {
    if (type == LocalDate.class) {
      return "a day such as 2026-11-30";
    }
    if (type == Instant.class) {
      return "an instant in UTC such as 2026-11-30T12:00:00Z";
    }
    if (type == URI.class) {
      return "a URL such as http://tsa.example/tsr";
    }
    if (type == Path.class) {
      return "a path";
    }
    return type == Double.class || type == double.class ? "a number" : "a whole number";
  }
}
