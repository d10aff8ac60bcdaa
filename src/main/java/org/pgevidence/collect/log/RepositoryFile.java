package org.pgevidence.collect.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that a backup consists of, looked at for its first bytes only: they prove whether it is
 * encrypted, where a catalogue gives only configuration. Its place in a repository of pgBackRest or
 * Barman says whose it is; outside of one, only encryption itself is recognised.
 */
record RepositoryFile(
    String tool, String root, String system, @Nullable String label, String kind) {
  private static final String HOME = "(?:(?<root>.*)/)?";
  private static final List<Pattern> PGBACKREST =
      List.of(
          Pattern.compile(
              HOME
                  + "backup/(?<system>[^/]+)/(?:(?<label>\\d{8}-\\d{6}F(?:_\\d{8}-\\d{6}[DI])?)/.+"
                  + "|backup\\.info(?:\\.copy)?|backup\\.history/.+)"),
          Pattern.compile(
              HOME + "archive/(?<system>[^/]+)/(?:archive\\.info(?:\\.copy)?|[\\d.]+-\\d+/.+)"));
  // Barman leaves what describes a backup plain; only these hold data.
  private static final List<Pattern> BARMAN =
      List.of(
          Pattern.compile(
              HOME + "(?<system>[^/]+)/base/(?<label>\\d{8}T\\d{6})/data/(?!backup_manifest$).+"),
          Pattern.compile(HOME + "(?<system>[^/]+)/wals/[0-9A-F]{16}/[0-9A-F]{24}[^/]*"));

  /** What a file is, by its place and first bytes; empty when it is no file of a backup. */
  static Optional<RepositoryFile> of(Path file, byte[] head, String format) {
    if (format.equals("backup-history") || format.equals("timeline-history")) {
      return Optional.empty();
    }
    String path = file.toString();
    Optional<RepositoryFile> placed =
        placed("pgbackrest", PGBACKREST, path).or(() -> placed("barman", BARMAN, path));
    if (placed.isPresent()) {
      return placed;
    }
    if (format.equals("pgbackrest-repository")) {
      return Optional.of(new RepositoryFile("pgbackrest", "", "", null, kind(path)));
    }
    return FirstBytes.areEncrypted(head)
        ? Optional.of(new RepositoryFile("", "", "", null, "data"))
        : Optional.empty();
  }

  private static Optional<RepositoryFile> placed(String tool, List<Pattern> places, String path) {
    for (Pattern place : places) {
      Matcher m = place.matcher(path);
      if (m.matches()) {
        String label = m.namedGroups().containsKey("label") ? m.group("label") : null;
        String root = m.group("root");
        return Optional.of(
            new RepositoryFile(
                tool, root == null ? "." : root, m.group("system"), label, kind(path)));
      }
    }
    return Optional.empty();
  }

  private static String kind(String path) {
    return path.endsWith(".info") || path.endsWith(".info.copy")
        ? "info"
        : path.contains("manifest")
            ? "manifest"
            : WalSegments.NAME.matcher(path).find() ? "wal" : "data";
  }

  String format() {
    return tool.isEmpty() ? "encrypted-file" : tool + "-repository";
  }

  /** Tells what the first bytes prove; a file of which they prove nothing is noted. */
  void tell(LogContext context, byte[] head, boolean isGzip) throws IOException {
    boolean isEncrypted = !isGzip && FirstBytes.areEncrypted(head);
    if (!isEncrypted && !isGzip && !FirstBytes.arePlain(head)) {
      context.note("its first bytes do not prove whether it is encrypted");
      return;
    }
    context.emit(
        new LogRow("repository_file")
            .set("tool", tool)
            .set("root", root)
            .set("system", system)
            .set("label", label)
            .set("kind", kind)
            .set("run_path", Beside.log(Path.of(context.path)).map(Path::toString).orElse(null))
            .set("encryption", isEncrypted ? "encrypted" : "plain"));
  }
}
