package org.pgevidence.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pgevidence.assess.AssessmentJson;
import org.pgevidence.fact.Met;
import org.pgevidence.fact.StoredText;
import org.pgevidence.fact.Unfinished;
import org.pgevidence.fact.UserFault;
import org.pgevidence.fix.FixFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "It touches no server but with --prove, which tries the repairs there inside transactions that are",
      "rolled back. Verify a pack before you run what came from it."
    },
    footer = {
      "",
      "Examples:",
      "  pgevidence fix /tmp/orders -o repairs",
      "  pgevidence fix evidence/orders/2026-11-22T162231Z --finding ROLE-001-3f9a2c5d0e8b7a61 -o repairs",
      "",
      "  pgevidence fix /tmp/orders -o repairs --prove \"service=orders-copy\"",
      "",
      "Exit codes: 0 written (and proven), 1 not proven, 2 usage, 4 changed snapshot, 5 could not write."
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
      names = "--prove",
      paramLabel = "TARGET",
      description = {
        "Try each repair and its undo on this server, as a role that may, and roll back: the finding must",
        "be there, go with the fix, and come back with the undo. Locks last as long as two collections: use",
        "a copy. What refuses a transaction, or is words, counts as not proven."
      })
  @Nullable String prove;

  @Mixin ProfileOptions profile = new ProfileOptions();

  @Mixin CatalogOptions judge = new CatalogOptions();

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
      write(files);
    } catch (IOException e) {
      throw UserFault.io(
          "The repairs could not be written to "
              + folder
              + ": "
              + Met.by(e)
              + ". Name a folder that you can write to.",
          e);
    }
    spec.commandLine()
        .getOut()
        .println("Wrote " + files.size() + " files to " + folder + "; begin with README.md.");
    return prove == null ? 0 : proof(prove);
  }

  /** All files or none: half of the repairs would look like all of them. */
  private void write(Map<String, String> files) throws IOException {
    Path whole = Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
    Path parent = Files.createDirectories(whole.resolveSibling(".").normalize());
    Path part = Files.createTempDirectory(parent, "." + whole.getFileName() + ".partial-");
    try (Unfinished unfinished = Unfinished.of(part)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(part.resolve(file.getKey()), file.getValue());
      }
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      unfinished.keep();
    }
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
    return FixFiles.ofJson(judgement(), findings);
  }

  private Object judgement() {
    Path judged = StoredText.find(source, "findings.json").orElse(null);
    if (judged == null) {
      return AssessmentJson.of(
          AssessCommand.assess(source, profile, judge, Optional.empty()).assessment());
    }
    try {
      Object json = StoredText.json(judged);
      if (json != null) {
        FixFiles.ofJson(json, findings);
        return json;
      }
      throw new IllegalArgumentException("it is empty");
    } catch (IOException | IllegalArgumentException e) {
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

  private int proof(String name) {
    FixProof proof = FixProof.run(name, source, profile.open(), judge, findings, judgement());
    proof.write(folder);
    proof.lines().forEach(spec.commandLine().getOut()::println);
    return proof.isProven() ? 0 : 1;
  }
}
