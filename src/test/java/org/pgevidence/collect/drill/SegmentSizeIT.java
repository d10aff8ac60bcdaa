package org.pgevidence.collect.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.backup.BackupEngine;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Snapshot;

/** WAL of a server whose segments have 64 MiB: a logical log of 4 GiB ends with segment 3F. */
class SegmentSizeIT {
  @TempDir Path folder;

  @Test
  void continuityIsComputedWithTheServersOwnSegmentSize() throws IOException {
    List<String> archived;
    Path out = folder.resolve("snapshot");
    try (Shop shop = new Shop("--wal-segsize=64")) {
      shop.archive();
      shop.stop();
      shop.must(Shop.BIN + "/pg_resetwal", "-D", shop.data(), "-l", "00000001000000000000003E");
      shop.start();
      shop.archive();
      shop.archive();
      archived =
          StockedShop.segments(shop.folder.resolve("repo2")).stream()
              .map(file -> file.getFileName().toString().substring(0, 24))
              .toList();
      Drills.run(
          3,
          "collect",
          "-t",
          "host=" + shop.folder + " port=" + shop.port + " user=postgres",
          "-o",
          out.toString(),
          "--databases",
          "postgres",
          "--no-tls-probe",
          "--backup-log",
          shop.folder.resolve("log/server.log").toString());
    }

    Snapshot snapshot = Snapshot.open(out);
    int jump = archived.indexOf("00000001000000000000003E");
    assertEquals(
        List.of(
            archived.getFirst() + "-" + archived.get(jump - 1),
            "00000001000000000000003E-" + archived.getLast()),
        snapshot.rows("wal_range").stream()
            .filter(row -> row.text("source").equals("push"))
            .map(row -> row.text("first_segment") + "-" + row.text("last_segment"))
            .toList());
    assertEquals("0000000100000001", archived.getLast().substring(0, 16), "the log went over");
    MemoryFacts derived = new BackupEngine().derive(snapshot);
    Row gap = derived.rows("wal_gap").getFirst();
    assertEquals(1, derived.rows("wal_gap").size());
    assertEquals("00000001000000000000003D", gap.text("last_missing"));
    assertEquals(
        0x3D - Integer.parseInt(archived.get(jump - 1).substring(16), 16),
        gap.number("segment_count"));
  }
}
