package org.pgevidence.collect.log;

import java.io.IOException;

/**
 * A file of a pgBackRest repository, looked at for its first bytes only: {@code Salted__} is
 * encrypted, {@code [backrest]} is plain. Proof by bytes, where info gives only configuration.
 */
final class RepositoryFile implements LogParser {
  private final LogContext context;
  private boolean isSeen;

  RepositoryFile(LogContext context) {
    this.context = context;
  }

  @Override
  public void line(Line line) throws IOException {
    if (isSeen) {
      return;
    }
    isSeen = true;
    String path = context.path;
    int at = Math.max(path.lastIndexOf("/backup/"), path.lastIndexOf("/archive/"));
    String below = at < 0 ? "" : path.substring(path.indexOf('/', at + 1) + 1);
    String system = below.contains("/") ? below.substring(0, below.indexOf('/')) : "";
    String kind =
        path.endsWith(".info") || path.endsWith(".copy")
            ? "info"
            : path.contains("manifest")
                ? "manifest"
                : WalSegments.NAME.matcher(path).find() ? "wal" : "data";
    context.emit(
        new LogRow("repository_file")
            .set("tool", "pgbackrest")
            .set("system", system)
            .set("kind", kind)
            .set("encryption", line.startsWith("Salted__") ? "encrypted" : "plain"));
  }

  @Override
  public void end() {}
}
