package org.pgevidence.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Meanwhile;
import org.pgevidence.fact.Schema;
import org.pgevidence.fact.SnapshotWriter;
import org.pgevidence.fact.TableSchema;
import org.pgevidence.fact.TableWriter;

/**
 * Reads logs while the server is read, and puts what the readers found into the snapshot, with each
 * file's digest as provenance. Rows go to tables that nothing else writes; gaps and provenance are
 * kept apart until {@link #finish}.
 */
final class Logs implements LogSink, AutoCloseable {
  private final Map<String, TableWriter> tables = new HashMap<>();
  private final Provenance provenance = new Provenance();
  private final List<Gap> gaps = new ArrayList<>();
  private final String startedAt = Clock.now();
  private final Map<String, Map<String, Long>> rows = new HashMap<>();
  private final Meanwhile aside = new Meanwhile();

  /**
   * Begins to read all logs of a request; without any, the tables are not provided.
   *
   * @param walSegmentBytes wal_segment_size of the server
   */
  static Logs start(SnapshotWriter writer, CollectRequest request, long walSegmentBytes)
      throws IOException {
    Logs logs = new Logs();
    if (request.backupLogs().isEmpty() && request.serverLogs().isEmpty()) {
      return logs;
    }
    for (String table : LogSources.TABLES) {
      logs.tables.put(table, writer.table(table));
    }
    LogOptions options = LogOptions.DEFAULT.of(walSegmentBytes);
    logs.aside.start(() -> logs.read(request, request.logZone().map(options::in).orElse(options)));
    return logs;
  }

  private boolean read(CollectRequest request, LogOptions options) throws IOException {
    Set<Path> seen = new HashSet<>();
    LogSources.read("backup", request.backupLogs(), options, this, seen);
    LogSources.read("server", request.serverLogs(), options, this, seen);
    return true;
  }

  @Override
  public void row(String table, @Nullable Object... values) throws IOException {
    Objects.requireNonNull(tables.get(table)).row(values);
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
    gaps.add(gap);
  }

  /**
   * Waits for the end and hands over gaps and provenance. A fault of the readers is thrown here.
   */
  void finish(SnapshotWriter writer, Provenance all) throws IOException {
    try {
      aside.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    gaps.forEach(writer::gap);
    all.add(provenance);
  }

  /** Stops reading, and waits until nothing is written any more. */
  @Override
  public void close() {
    aside.cancel();
    aside.close();
  }
}
