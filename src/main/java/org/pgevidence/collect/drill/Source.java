package org.pgevidence.collect.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;

/** Where a backup comes from: what is there, and how it is laid out into a folder. */
sealed interface Source permits PgBackRestSource, BarmanSource, FolderSource {
  /**
   * The backup chosen.
   *
   * @param bytes of the cluster; 0 when not known
   * @param archiveEnd newest WAL segment that the archive lists
   */
  record Chosen(
      String label,
      Optional<Instant> stoppedAt,
      long bytes,
      Optional<String> systemIdentifier,
      Optional<String> archiveEnd) {}

  /** Throws UserFault (exit code 2) when no such backup is listed. */
  Chosen choose() throws IOException;

  /** The commands, in order, that lay the backup out in {@code scratch}/data. */
  List<List<String>> steps(Chosen chosen, Path scratch) throws IOException;

  /** Settings of the restored server that the tool does not write by itself. */
  default List<String> settings(Path scratch) throws IOException {
    return List.of();
  }

  static Source of(DrillPlan plan, Commands commands, DrillUser user) {
    return switch (plan.tool()) {
      case PGBACKREST -> new PgBackRestSource(plan, commands);
      case BARMAN -> new BarmanSource(plan, commands);
      case FOLDER -> new FolderSource(plan, user);
    };
  }

  /** Asks the tool for JSON. */
  static @Nullable Object ask(Commands commands, List<String> command) throws IOException {
    Commands.Result result = commands.run(command, Path.of("/"), Duration.ofMinutes(5));
    try {
      return Json.parse(result.out());
    } catch (UncheckedIOException e) {
      String said = result.all().lines().findFirst().orElse("nothing");
      throw UserFault.usage(
          "The backup tool could not list its backups ("
              + String.join(" ", command)
              + "): exit code "
              + result.exitCode()
              + ", it says: "
              + (said.length() > 200 ? said.substring(0, 200) : said)
              + ". Run the command by hand as the same user.");
    }
  }
}
