package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** WAL files that pgBackRest says it pushed, as unbroken ranges by stanza. */
final class PushedWal {
  private final LogContext context;
  private final ArchiveFailures failures;
  private final Map<String, WalSegments> pushed = new TreeMap<>();
  private String lastStanza = "";
  private @Nullable WalSegments last;

  PushedWal(LogContext context, ArchiveFailures failures) {
    this.context = context;
    this.failures = failures;
  }

  /** A line that names a file at an offset, up to a quotation mark; history files do not count. */
  void add(Line line, int at, String stanza) throws IOException {
    if (line.at(at + 24) != '\'' || !WalSegments.isName(line, at)) {
      return;
    }
    failures.succeeded(stanza);
    if (!ranges(stanza).add(line, at, context.times.bareAt(line))) {
      context.gap(
          "wal_range",
          line.number,
          "more gaps between WAL files than can be kept were met",
          "Read the archive in smaller pieces.");
    }
  }

  private WalSegments ranges(String stanza) {
    WalSegments ranges = last;
    if (ranges == null || !lastStanza.equals(stanza)) {
      ranges = pushed.computeIfAbsent(stanza, key -> new WalSegments(context));
      last = ranges;
      lastStanza = stanza;
    }
    return ranges;
  }

  void end() throws IOException {
    for (var entry : pushed.entrySet()) {
      for (LogRow row : entry.getValue().rows()) {
        context.emit(
            row.set("tool", "pgbackrest").set("source", "push").set("system", entry.getKey()));
      }
    }
  }
}
