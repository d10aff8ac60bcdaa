package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that are sealed at once, or in another order than collected, form one chain. */
class ConcurrentPacksTest {
  @TempDir Path work;

  @Test
  void packsSealedAtOnceFormOneChain() throws Exception {
    TestPacks packs = new TestPacks(work);
    List<Callable<Path>> jobs =
        List.of(
            () -> packs.write("2026-11-23T10:00:00Z", "anna"),
            () -> packs.write("2026-11-22T10:00:00Z", "anna"));

    List<Future<Path>> made;
    try (var threads = Executors.newFixedThreadPool(jobs.size())) {
      made = threads.invokeAll(jobs);
    }
    Path last = packs.write("2026-11-24T10:00:00Z", "anna");

    assertEquals(2, made.size());
    VerifyReport report = packs.verify(last);
    assertEquals(0, report.exitCode(), report.toText());
    assertTrue(report.toText().contains("2 earlier packs, every link present"), report.toText());
    String index = Files.readString(packs.store().root().resolve("index.json"));
    for (Future<Path> pack : made) {
      assertTrue(index.contains(String.valueOf(pack.get().getFileName())), index);
    }
  }
}
