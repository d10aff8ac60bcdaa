package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Context;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.ContextStub;
import org.pgevidence.control.Profile;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.UserFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes commented stubs of the context files, and checks files. */
@Command(
    name = "context",
    mixinStandardHelpOptions = true,
    description = "What you declare about your systems: personas, data, objectives, waivers.",
    footer = {"", "Examples:", "  pgevidence context init", "  pgevidence context lint context"})
final class ContextCommand {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description =
          "Writes a commented stub of every context file, with a JSON Schema for editors. Keeps what exists.",
      footer = {"", "Example:", "  pgevidence context init --dir context"})
  int init(
      @Option(
              names = "--dir",
              paramLabel = "DIR",
              defaultValue = "context",
              description = "Folder; default ${DEFAULT-VALUE}.")
          Path folder) {
    int written = 0;
    for (Map.Entry<String, String> file : ContextStub.files().entrySet()) {
      boolean isSchema = file.getKey().startsWith("schema/");
      Path path = folder.resolve(isSchema ? file.getKey() : file.getKey() + ".stub");
      try {
        Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
        if (isSchema || !Files.exists(path)) {
          Files.writeString(path, file.getValue());
          written++;
        }
      } catch (IOException e) {
        throw UserFault.io(
            "The stub "
                + path
                + " could not be written: "
                + Met.by(e)
                + ". Name another folder with --dir.",
            e);
      }
    }
    spec.commandLine()
        .getOut()
        .println(
            "Wrote "
                + written
                + " files to "
                + folder
                + ". Fill in what you know and drop the ending .stub: a file without it counts as declared.");
    return 0;
  }

  @Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description =
          "Names every fault of the context files with file and line. Exit code 2 on faults.",
      footer = {"", "Example:", "  pgevidence context lint context"})
  int lint(
      @Parameters(
              paramLabel = "DIR",
              defaultValue = "context",
              description = "Folder; default ${DEFAULT-VALUE}.")
          Path folder,
      @Option(
              names = "--controls",
              paramLabel = "CATALOGUE",
              description = "Catalogue whose checks may be named; default: the shipped one.")
          @Nullable Path controls) {
    Context context =
        ContextReader.read(
            java.util.Optional.of(folder),
            Profile.none(),
            CatalogReader.read(java.util.Optional.ofNullable(controls)));
    spec.commandLine().getOut().println(context.files().size() + " files, no fault");
    return 0;
  }
}
