package org.pgevidence.fact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tables as JSON lines in one folder, without an index: derived rows and context in a pack. */
public final class TableFolder implements Facts {
  private final Map<String, Path> files;

  private TableFolder(Map<String, Path> files) {
    this.files = files;
  }

  /**
   * Writes every provided table of a kind in the schema's order.
   *
   * @param folder how {@code directory} is named in the entries' paths
   */
  public static List<FileEntry> write(
      Path directory, String folder, Facts facts, TableSchema.Kind kind) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (TableSchema table : Schema.standard().tables(kind)) {
      if (facts.isProvided(table.name())) {
        entries.add(write(table, directory, folder, facts));
      }
    }
    return List.copyOf(entries);
  }

  private static FileEntry write(TableSchema table, Path directory, String folder, Facts facts)
      throws IOException {
    TableWriter writer = new TableWriter(table, directory, folder);
    try (writer) {
      for (Row row : facts.rows(table.name())) {
        writer.row(row.values());
      }
    }
    return writer.entry();
  }

  /** Reads a folder; files that are no table of the kind are passed over. */
  public static TableFolder open(Path directory, TableSchema.Kind kind) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (TableSchema table : Schema.standard().tables(kind)) {
      for (String ending : List.of(".jsonl", ".jsonl.gz")) {
        Path file = directory.resolve(table.name() + ending);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          files.putIfAbsent(table.name(), file);
        }
      }
    }
    return new TableFolder(files);
  }

  @Override
  public boolean isProvided(String table) {
    return files.containsKey(table);
  }

  @Override
  public void forEach(String table, Consumer<Row> action) {
    Path file = files.get(table);
    if (file == null) {
      return;
    }
    try {
      TableReader.read(Schema.standard().table(table), file, java.util.Optional.empty(), action);
    } catch (IOException e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "Table " + table + " could not be read: " + e.getMessage() + ".",
          e);
    }
  }

  @Override
  public List<Gap> gaps() {
    return List.of();
  }
}
