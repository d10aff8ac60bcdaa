package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * What the source's tables held at a named restore point.
 *
 * <p>A text file: lines {@code # key: value}, then one line {@code database:
 * schema.table|rows|hash} per table ({@link TableHashes}).
 *
 * @param restorePoint name to recover to; empty when taken without one
 * @param takenAt when the restore point was made
 * @param systemIdentifier of the source
 * @param tables by {@code database: schema.table}
 */
public record Manifest(
    Optional<String> restorePoint,
    Optional<Instant> takenAt,
    Optional<String> systemIdentifier,
    Map<String, TableHashes.Content> tables) {
  /** Keeps the order of the tables. */
  public Manifest {
    tables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** Reads a file; UserFault (exit code 2) names every line that is not understood. */
  public static Manifest read(Path file) {
    Map<String, String> header = new LinkedHashMap<>();
    Map<String, TableHashes.Content> tables = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    Optional<Instant> at = Optional.empty();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (line.startsWith("#")) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          header.put(line.substring(1, colon).strip(), line.substring(colon + 1).strip());
        }
      } else if (!line.isBlank()) {
        Optional<TableHashes.Entry> entry = TableHashes.Entry.of(line);
        if (entry.isEmpty() || !entry.get().name().contains(": ")) {
          faults.add(file + ":" + number + ": not a line \"database: schema.table|rows|hash\".");
        } else if (tables.put(entry.get().name(), entry.get().content()) != null) {
          faults.add(file + ":" + number + ": " + entry.get().name() + " stands there twice.");
        }
      }
    }
    try {
      at = Optional.ofNullable(header.get("taken_at")).map(Instant::parse);
    } catch (DateTimeParseException e) {
      faults.add(file + ": taken_at " + header.get("taken_at") + " is no ISO 8601 instant.");
    }
    if (tables.isEmpty() && faults.isEmpty()) {
      faults.add(file + " names no table, so nothing could be compared.");
    }
    if (!faults.isEmpty()) {
      throw UserFault.usage(
          String.join("\n", faults) + "\nTake a manifest with: pgevidence drill manifest");
    }
    return new Manifest(
        Optional.ofNullable(header.get("restore_point")),
        at,
        Optional.ofNullable(header.get("system_identifier")),
        tables);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw UserFault.usage(
          "The manifest " + file + " could not be read as UTF-8 text. Name a readable manifest.");
    }
  }

  /** Writes a file that must not exist. */
  public void write(Path file) {
    List<String> lines = new ArrayList<>(List.of("# pgevidence manifest 1"));
    restorePoint.ifPresent(name -> lines.add("# restore_point: " + name));
    takenAt.ifPresent(at -> lines.add("# taken_at: " + at));
    systemIdentifier.ifPresent(id -> lines.add("# system_identifier: " + id));
    tables.forEach((name, table) -> lines.add(name + "|" + table.rows() + "|" + table.hash()));
    try {
      Files.write(file, lines, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw UserFault.io(
          "The manifest "
              + file
              + " could not be written. Name a new file in a folder that can be written.",
          e);
    }
  }
}
