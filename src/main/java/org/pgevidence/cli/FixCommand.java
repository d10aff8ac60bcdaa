package org.pgevidence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fix.FixFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the SQL that repairs findings and the SQL that undoes it. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description = {
      "Writes fix.sql, undo.sql and README.md for the findings of a snapshot or pack.",
      "It never touches a server. Verify a pack before you run what came from it."
    },
    footer = {
      "",
      "Examples:",
      "  pgevidence fix /tmp/orders -o repairs",
      "  pgevidence fix evidence/orders/2026-11-22T162231Z --finding ROLE-001-3f9a2c5d0e8b7a61 -o repairs",
      "",
      "Exit codes: 0 written, 2 usage, 4 changed snapshot, 5 could not write."
    })
final class FixCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(paramLabel = "SNAPSHOT|PACK", description = "Folder made by collect or pack.")
  @SuppressWarnings("NullAway.Init")
  Path source;

  @Option(
      names = "--finding",
      paramLabel = "ID",
      description = "Only this finding, waived or not; default: all that no waiver covers.")
  List<String> findings = new ArrayList<>();

  @Option(names = "-o", required = true, paramLabel = "DIR", description = "New or empty folder.")
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Option(
      names = "-c",
      paramLabel = "FILE",
      description = "Profile; default: pgevidence.yaml where it exists.")
  @Nullable Path profile;

  @Option(
      names = "--controls",
      paramLabel = "DIR",
      description = "Catalogue; default: the shipped one.")
  @Nullable Path controls;

  @Option(
      names = "--context",
      paramLabel = "DIR",
      description = "Context files; default: those of the profile.")
  @Nullable Path context;

  @Override
  public Integer call() {
    Map<String, String> files = files();
    try {
      if (Files.exists(folder) && !isEmptyFolder()) {
        throw UserFault.usage(
            "The repairs cannot be written to "
                + folder
                + ": it exists and is not an empty folder. Name another folder with -o.");
      }
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw UserFault.io(
          "The repairs could not be written to "
              + folder
              + ": "
              + e
              + ". Name a folder that you can write to.",
          e);
    }
    spec.commandLine()
        .getOut()
        .println("Wrote " + files.size() + " files to " + folder + "; begin with README.md.");
    return 0;
  }

  private boolean isEmptyFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var listed = Files.list(folder)) {
      return listed.findAny().isEmpty();
    }
  }

  private Map<String, String> files() {
    Path judged = source.resolve("findings.json");
    if (!Files.exists(judged)) {
      return FixFiles.of(
          AssessCommand.assess(source, profile, controls, context, null).assessment(), findings);
    }
    try {
      return FixFiles.ofJson(Json.parse(Files.readString(judged)), findings);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UserFault(
          UserFault.Kind.USAGE,
          "The findings of pack "
              + source
              + " could not be read: "
              + e.getMessage()
              + ". Verify the pack, or name its snapshot.",
          e);
    }
  }
}
