package org.pgevidence.collect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.TableSchema;

/** Puts what the log readers found into the snapshot, with each file's digest as provenance. */
final class Logs implements LogSink {
  private final SnapshotWriter writer;
  private final Provenance provenance;
  private final String startedAt = Clock.now();
  private final Map<String, Map<String, Long>> rows = new HashMap<>();

  Logs(SnapshotWriter writer, Provenance provenance) {
    this.writer = writer;
    this.provenance = provenance;
  }

  /** Reads all logs of a request; without any, the tables are not provided. */
  void read(CollectRequest request) throws IOException {
    if (request.backupLogs().isEmpty() && request.serverLogs().isEmpty()) {
      return;
    }
    for (String table : LogSources.TABLES) {
      writer.table(table);
    }
    Set<Path> seen = new HashSet<>();
    LogOptions options = request.logZone().map(LogOptions.DEFAULT::in).orElse(LogOptions.DEFAULT);
    LogSources.read("backup", request.backupLogs(), options, this, seen);
    LogSources.read("server", request.serverLogs(), options, this, seen);
  }

  @Override
  public void row(String table, @Nullable Object... values) throws IOException {
    writer.table(table).row(values);
    TableSchema schema = Schema.standard().table(table);
    String path = String.valueOf(values[schema.index("path")]);
    if (!table.equals("log_file")) {
      rows.computeIfAbsent(path, key -> new HashMap<>()).merge(table, 1L, Long::sum);
      return;
    }
    Object digest = values[schema.index("sha256")];
    String sha256 = digest == null ? "" : digest.toString();
    provenance.file("log_file", path, sha256, startedAt, 1);
    Map<String, Long> ofFile = rows.remove(path);
    if (ofFile != null) {
      ofFile.forEach((name, count) -> provenance.file(name, path, sha256, startedAt, count));
    }
  }

  @Override
  public void gap(Gap gap) {
    writer.gap(gap);
  }
}
