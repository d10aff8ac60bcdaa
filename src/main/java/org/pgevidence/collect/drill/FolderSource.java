package org.pgevidence.collect.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pgevidence.fact.UserFault;

/**
 * A base backup in plain format. It is copied whole, tablespaces and a linked pg_wal too, so that
 * the restored server shares no file with it.
 */
final class FolderSource implements Source {
  private final DrillPlan plan;
  private final DrillUser user;

  FolderSource(DrillPlan plan, DrillUser user) {
    this.plan = plan;
    this.user = user;
  }

  @Override
  public Chosen choose() throws IOException {
    Path folder = folder();
    if (!Files.isRegularFile(folder.resolve("PG_VERSION"))
        || !Files.isRegularFile(folder.resolve("backup_label"))) {
      throw UserFault.usage(
          folder
              + " is no base backup: PG_VERSION or backup_label is missing or can't be read. Name the folder that pg_basebackup wrote in plain format.");
    }
    try (var files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(FolderSource::size).sum();
      return new Chosen(
          String.valueOf(folder.getFileName()),
          Optional.empty(),
          bytes,
          Optional.empty(),
          Optional.empty());
    } catch (UncheckedIOException e) {
      throw UserFault.io(
          "The base backup " + folder + " could not be read whole. Give read access to all of it.",
          e);
    }
  }

  private Path folder() {
    return plan.folder().orElseThrow().toAbsolutePath().normalize();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<List<String>> steps(Chosen chosen, Path scratch) throws IOException {
    Path folder = folder();
    Path data = scratch.resolve("data");
    List<List<String>> steps = new ArrayList<>();
    steps.add(List.of("cp", "-a", folder + "/.", data.toString()));
    for (Path link : links(folder.resolve("pg_tblspc"))) {
      Path own = scratch.resolve("tablespaces").resolve(link.getFileName());
      steps.add(List.of("cp", "-a", link.toRealPath().toString(), own.toString()));
      steps.add(
          List.of(
              "ln",
              "-sfn",
              own.toString(),
              data.resolve("pg_tblspc").resolve(link.getFileName()).toString()));
    }
    if (Files.isSymbolicLink(folder.resolve("pg_wal"))) {
      Path wal = data.resolve("pg_wal");
      steps.add(List.of("rm", wal.toString()));
      steps.add(
          List.of("cp", "-a", folder.resolve("pg_wal").toRealPath().toString(), wal.toString()));
    }
    List<String> unwanted = new ArrayList<>(List.of("rm", "-f"));
    for (String name :
        List.of("standby.signal", "recovery.signal", "tablespace_map", "postmaster.pid")) {
      unwanted.add(data.resolve(name).toString());
    }
    steps.add(unwanted);
    steps.add(List.of("chmod", "0700", data.toString()));
    return steps;
  }

  private static List<Path> links(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isSymbolicLink).sorted().toList();
    }
  }

  @Override
  public List<String> settings(Path scratch) throws IOException {
    List<String> settings = new ArrayList<>();
    boolean isArchive = plan.restoreCommand().isPresent() || plan.target().isPresent();
    settings.add("restore_command=" + plan.restoreCommand().orElse(isArchive ? "false" : ""));
    if (isArchive) {
      user.own(Files.createFile(scratch.resolve("data/recovery.signal")));
    }
    plan.targetText()
        .ifPresent(target -> settings.add("recovery_target_" + plan.targetType() + "=" + target));
    return settings;
  }
}
