package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lets the backup tool lay out its files, and looks whether it did. */
final class Restoring {
  private static final Duration COPY = Duration.ofHours(24);

  private final Source source;
  private final Commands commands;
  private final Journal journal;

  Restoring(Source source, Commands commands, Journal journal) {
    this.source = source;
    this.commands = commands;
    this.journal = journal;
  }

  /** True when a cluster lies in {@code folder}/data. */
  boolean run(Source.Chosen chosen, Path folder) throws IOException {
    Commands.Result last = null;
    for (List<String> step : source.steps(chosen, folder)) {
      last = commands.run(step, folder, COPY);
      if (!last.isOk()) {
        journal.outcome("restore", false, line(last, "ERROR", "error", "cannot"), last);
        return false;
      }
    }
    boolean isLaid = Files.isRegularFile(folder.resolve("data/global/pg_control"));
    journal.outcome(
        "restore",
        isLaid,
        isLaid ? "files laid out" : "the tool reported success, but no cluster is there",
        Objects.requireNonNull(last));
    return isLaid;
  }

  /** First line of what was printed that holds one of the words. */
  static String line(Commands.Result result, String... words) {
    for (String word : words) {
      Optional<String> found = result.all().lines().filter(line -> line.contains(word)).findFirst();
      if (found.isPresent()) {
        return found.get().length() > 200 ? found.get().substring(0, 200) : found.get();
      }
    }
    return "the command ended with exit code " + result.exitCode();
  }
}
