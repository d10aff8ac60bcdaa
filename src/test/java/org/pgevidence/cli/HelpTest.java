package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The help of every command, the man pages and the completion, by the programs that read them. */
class HelpTest {
  @TempDir Path folder;

  @Test
  void everyCommandHasHelpWithExamplesThatParse() {
    for (List<String> command : commands()) {
      String help = help(command);

      assertTrue(help.contains("Example"), String.join(" ", command) + " has no example:\n" + help);
      assertFalse(help.contains("${"), help);
      List<String> examples =
          help.lines().map(String::strip).filter(line -> line.contains("pgevidence ")).toList();
      assertFalse(examples.isEmpty(), help);
      assertTrue(help.lines().allMatch(line -> line.length() <= 110), help);
    }
  }

  @Test
  void everyExampleIsACommandThatParses() {
    int parsed = 0;
    for (List<String> command : commands()) {
      for (String line : help(command).lines().map(String::strip).toList()) {
        if (line.startsWith("pgevidence ")) {
          List<String> words = words(line.substring("pgevidence ".length()));
          try {
            Main.line().parseArgs(words.toArray(String[]::new));
            parsed++;
          } catch (CommandLine.ParameterException e) {
            throw new AssertionError(line, e);
          }
        }
      }
    }
    assertTrue(parsed > 40, "only " + parsed + " examples");
  }

  @Test
  void everyManPageIsCleanForGroff() throws Exception {
    Run run = Run.of("man", "--to", folder.toString());
    assertEquals(0, run.code(), run.err());

    List<Path> pages;
    try (var files = Files.list(folder)) {
      pages = files.sorted().toList();
    }
    assertEquals(commands().size(), pages.size());
    for (Path page : pages) {
      String said = output("groff", "-man", "-ww", "-z", "-Tutf8", "-K", "utf8", page.toString());
      assertEquals("", said, page.toString());
    }
    String text =
        output(
            "groff", "-man", "-Tutf8", "-P-cbou", folder.resolve("pgevidence-pack.1").toString());
    assertTrue(text.contains("--fail-on=SEVERITY"), text);
    assertTrue(text.contains("pgevidence pack -t orders-prod -t billing-prod"), text);
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    Path script = Files.writeString(folder.resolve("pgevidence.bash"), Run.of("completion").out());

    assertTrue(completed(script, "pgevidence ver").contains("verify"));
    assertTrue(completed(script, "pgevidence verify --tr").contains("--trust"));
    assertTrue(completed(script, "pgevidence keys in").contains("init"));
  }

  private static String completed(Path script, String line) throws Exception {
    String words =
        line.substring(0, line.lastIndexOf(' '))
            + " '"
            + line.substring(line.lastIndexOf(' ') + 1)
            + "'";
    return output(
        "bash",
        "-c",
        ". %s; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_pgevidence; echo \"${COMPREPLY[*]}\""
            .formatted(script, words));
  }

  private static List<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    add(Main.line(), List.of(), commands);
    return commands;
  }

  private static void add(CommandLine line, List<String> path, List<List<String>> commands) {
    commands.add(path);
    for (Map.Entry<String, CommandLine> inner : line.getSubcommands().entrySet()) {
      if (!inner.getKey().equals("help")) {
        List<String> longer = new ArrayList<>(path);
        longer.add(inner.getKey());
        add(inner.getValue(), longer, commands);
      }
    }
  }

  private static String help(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--help");
    Run run = Run.of(words.toArray(String[]::new));
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  /** Splits as a shell does, as far as the examples go: quotes, and an end at a pipe or a file. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    var matcher = java.util.regex.Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)").matcher(line);
    while (matcher.find()) {
      String word = matcher.group().replaceAll("^['\"]|['\"]$", "");
      if (List.of("|", ">").contains(word)) {
        break;
      }
      words.add(word);
    }
    return words;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
