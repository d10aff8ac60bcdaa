package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A word that an option does not take is named in the user's terms, in one line. */
class UsageFaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          period --system s --from 2026-13-01 --to 2026-12-31 | --from is "2026-13-01"; it must be a day such as 2026-11-30.
          period --system s --from 2026-01-01 --to 2026-02-30 | --to is "2026-02-30"; it must be a day
          period --system s --from 2026-01-01 --to 2026-12-31 --sample many | --sample is "many"; it must be a whole number.
          period --from 2026-01-01 --to 2026-12-31 | Missing required option: '--system=NAME'.
          collect -t here -o out --log-zone Berlin | --log-zone is "Berlin"; it must be a zone such as Europe/Berlin, or an offset such as +02:00.
          assess x --format jsn | it must be one of text, json, sarif, junit, csv, oscal, hdf. Did you mean "json"?
          assess x --fail-on hihg | it must be one of info, low, medium, high, critical. Did you mean "high"?
          sign x --as boss | --as is "boss"; it must be one of reviewer, approver, auditor.
          verify x --trsut ca.pem | Did you mean "--trust"? pgevidence verify --help shows what it takes.
          verfy x | Did you mean "verify"?
          assess | Missing required parameter: 'SNAPSHOT'. pgevidence assess --help
          """)
  void faultSaysWhatIsTaken(String line, String expected) {
    Run.of(line.split(" ")).isFault(2, expected);
  }

  @Test
  void noOptionOfAnyCommandNamesAJavaClass() {
    for (CommandLine command : commands(Main.line())) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.arity().max() > 0 && option.auxiliaryTypes()[0] != String.class) {
          List<String> words =
              new ArrayList<>(Arrays.asList(command.getCommandSpec().qualifiedName().split(" ")));
          words.removeFirst();
          words.add(option.longestName() + "=\u0000 :x");
          Run run = Run.of(words.toArray(new String[0]));
          run.isPlain();
          assertFalse(run.err().contains("java."), words + ": " + run.err());
          assertFalse(run.err().contains("class "), words + ": " + run.err());
        }
      }
    }
  }

  private static List<CommandLine> commands(CommandLine parent) {
    List<CommandLine> all = new ArrayList<>(List.of(parent));
    parent.getSubcommands().values().forEach(child -> all.addAll(commands(child)));
    return all;
  }
}
