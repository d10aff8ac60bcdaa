package org.pgevidence.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.FileEntry;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.StoredText;

/** Whether three counts of each table agree: rows in its file, in snapshot.json, in provenance. */
final class RowCounts {
  private RowCounts() {}

  /** Clauses on what differs; a table that provenance does not name is told by two counts. */
  static List<String> faults(Snapshot snapshot) throws IOException {
    Map<String, Long> read = new TreeMap<>();
    if (snapshot.isProvided("provenance")) {
      snapshot.forEach(
          "provenance",
          row -> read.merge(row.text("fact_table"), row.number("row_count"), Long::sum));
    }
    List<String> faults = new ArrayList<>();
    for (FileEntry file : snapshot.files()) {
      long rows = lines(snapshot, file) - 1; // the first line has the names of the columns
      if (rows != file.rows()) {
        faults.add(file.path() + " has " + rows + " rows, snapshot.json says " + file.rows());
      }
      long told = read.getOrDefault(file.table(), rows);
      if (rows != told) {
        faults.add(
            file.path() + " has " + rows + " rows, provenance says that " + told + " were read");
      }
    }
    return faults;
  }

  private static long lines(Snapshot snapshot, FileEntry file) throws IOException {
    try (InputStream in = StoredText.open(snapshot.directory().resolve(file.path()))) {
      byte[] bytes = new byte[1 << 16];
      long lines = 0;
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        for (int i = 0; i < length; i++) {
          lines += bytes[i] == '\n' ? 1 : 0;
        }
      }
      return lines;
    }
  }
}
