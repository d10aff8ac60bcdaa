package org.pgevidence.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on disk whose stored bytes were checked against snapshot.json when it was opened. Rows
 * are streamed, never kept.
 */
public final class Snapshot implements Facts {
  private final Path directory;
  private final String digest;
  private final Map<?, ?> header;
  private final Map<String, FileEntry> files;
  private final List<Gap> gaps;

  private Snapshot(Path directory, String digest, Map<?, ?> header, Map<String, FileEntry> files) {
    this.directory = directory;
    this.digest = digest;
    this.header = header;
    this.files = files;
    this.gaps = readGaps();
  }

  /**
   * Opens a snapshot, or the facts of a pack (which holds {@code snapshot.json} inside {@code
   * facts/}).
   *
   * @throws UserFault exit code 2 when it is no snapshot, 4 when a file differs, is missing, or was
   *     added
   */
  public static Snapshot open(Path directory) {
    Path inPack = directory.resolve("facts").resolve("snapshot.json");
    Path index =
        Files.exists(inPack, LinkOption.NOFOLLOW_LINKS)
            ? inPack
            : directory.resolve("snapshot.json");
    if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
      throw UserFault.usage(
          "The snapshot "
              + directory
              + " could not be read: it has no snapshot.json. Name a folder made by collect, or a pack.");
    }
    try {
      byte[] bytes = Files.readAllBytes(index);
      if (!(Json.parse(new String(bytes, StandardCharsets.UTF_8)) instanceof Map<?, ?> json)
          || !Long.valueOf(1).equals(json.get("format"))
          || !(json.get("files") instanceof List<?> list)) {
        throw UserFault.usage(
            "The snapshot "
                + directory
                + " could not be read: snapshot.json is not of format 1. Use the version of pgevidence that wrote it.");
      }
      Map<String, FileEntry> files = new LinkedHashMap<>();
      for (Object item : list) {
        FileEntry entry = FileEntry.fromJson((Map<?, ?>) item);
        check(directory, entry);
        files.put(entry.table(), entry);
      }
      checkNoneAdded(directory, files);
      return new Snapshot(directory, Digest.hex(bytes), json, files);
    } catch (IOException | UncheckedIOException | IllegalArgumentException | ClassCastException e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "The snapshot "
              + directory
              + " could not be read: "
              + e.getMessage()
              + ". Collect again.",
          e);
    }
  }

  private static void check(Path directory, FileEntry entry) throws IOException {
    if (!entry.path().matches("facts/[a-z0-9_]+\\.jsonl(\\.gz)?")) {
      throw new IllegalArgumentException("snapshot.json names the path " + entry.path());
    }
    Path file = directory.resolve(entry.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "The snapshot "
              + directory
              + " is not whole: "
              + entry.path()
              + " is missing. Collect again.");
    }
    if (Files.size(file) != entry.bytes() || !Digest.hex(file).equals(entry.sha256())) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "The snapshot "
              + directory
              + " was changed: the SHA-256 of "
              + entry.path()
              + " is not the one in snapshot.json. Collect again.");
    }
  }

  private static void checkNoneAdded(Path directory, Map<String, FileEntry> files)
      throws IOException {
    try (var listed = Files.list(directory.resolve("facts"))) {
      for (Path file : listed.toList()) {
        String path = "facts/" + file.getFileName();
        boolean isIndex =
            path.equals("facts/snapshot.json") || path.equals("facts/snapshot.json.p7s");
        if (!isIndex && files.values().stream().noneMatch(entry -> entry.path().equals(path))) {
          throw new UserFault(
              UserFault.Kind.VERIFICATION,
              "The snapshot "
                  + directory
                  + " was changed: "
                  + path
                  + " is not named in snapshot.json. Collect again.");
        }
      }
    }
  }

  /** Folder of the snapshot. */
  public Path directory() {
    return directory;
  }

  /**
   * SHA-256 of snapshot.json, which holds the digests of all files: the identity of the snapshot.
   */
  public String digest() {
    return digest;
  }

  /** Files of the snapshot, in the order of snapshot.json. */
  public List<FileEntry> files() {
    return List.copyOf(files.values());
  }

  /** Text of the header of snapshot.json; empty when null or absent. */
  public Optional<String> header(String key) {
    return header.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Name of the assessed system. */
  public String system() {
    return single("snapshot").orElseThrow().text("system");
  }

  /** When the facts were taken, ISO 8601 UTC. */
  public String collectedAt() {
    return single("snapshot").orElseThrow().text("collected_at");
  }

  @Override
  public boolean isProvided(String table) {
    return files.containsKey(table);
  }

  @Override
  public void forEach(String table, Consumer<Row> action) {
    read(table, Optional.empty(), action);
  }

  @Override
  public void forEachWith(String table, Set<Object> values, Consumer<Row> action) {
    read(table, Optional.of(new LineFilter(values)), action);
  }

  private void read(String table, Optional<LineFilter> filter, Consumer<Row> action) {
    FileEntry entry = files.get(table);
    if (entry == null) {
      return;
    }
    try {
      TableReader.read(
          Schema.standard().table(table), directory.resolve(entry.path()), filter, action);
    } catch (IOException e) {
      throw new UserFault(
          UserFault.Kind.VERIFICATION,
          "Table "
              + table
              + " of snapshot "
              + directory
              + " could not be read: "
              + e.getMessage()
              + ". Collect again.",
          e);
    }
  }

  @Override
  public List<Gap> gaps() {
    return gaps;
  }

  private List<Gap> readGaps() {
    List<Gap> found = new ArrayList<>();
    forEach("gap", row -> found.add(gap(row)));
    return List.copyOf(found);
  }

  private static Gap gap(Row row) {
    List<String> columns =
        ((List<?>) notNull(Json.parse(row.text("columns"))))
            .stream().map(String.class::cast).toList();
    return new Gap(
        row.text("fact_table"),
        row.text("database"),
        Gap.Extent.valueOf(row.text("extent").toUpperCase(java.util.Locale.ROOT)),
        columns,
        row.text("subject"),
        row.text("reason"),
        Optional.ofNullable(row.textOrNull("missing_right")),
        row.text("remedy"));
  }

  private static Object notNull(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("null where a list was expected");
    }
    return value;
  }
}
