package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.demo.FreePort;

/** One run over several servers of different majors: one that fails never stops another. */
class SeveralTargetsIT {
  private static EmbeddedPostgres old;
  private static EmbeddedPostgres fresh;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    old = EmbeddedPostgres.major(13).start();
    fresh = EmbeddedPostgres.major(18).start();
  }

  @AfterAll
  static void stop() throws IOException {
    old.close();
    fresh.close();
  }

  @Test
  void targetThatFailsDoesNotStopTheOthersAndGivesTheExitCode() throws IOException {
    int closed = FreePort.find();
    Path profile = folder.resolve("pgevidence.yaml");
    Files.writeString(
        profile,
        """
        version: 1
        targets:
          ledger: {connection: "host=127.0.0.1 port=%d user=postgres dbname=postgres", tls_probe: false}
          lost: {connection: "host=127.0.0.1 port=%d user=postgres dbname=postgres"}
          shop: {connection: "host=127.0.0.1 port=%d user=postgres dbname=postgres", tls_probe: false}
        """
            .formatted(old.port(), closed, fresh.port()));
    String out = folder.resolve("evidence").toString();

    Run run =
        Run.of(
            "pack",
            "-t",
            "ledger",
            "-t",
            "lost",
            "-t",
            "shop",
            "-c",
            profile.toString(),
            "--out",
            out);

    assertEquals(5, run.code(), run.err());
    run.isPlain();
    assertTrue(run.err().contains("nothing listens there"), run.err());
    assertEquals(1, packs("ledger"));
    assertEquals(0, packs("lost"));
    assertEquals(1, packs("shop"));
    assertTrue(
        Files.readString(folder.resolve("evidence/lost/failed-runs.jsonl"))
            .contains("\"exit_code\":5"));
    String index = Files.readString(folder.resolve("evidence/index.json"));
    assertTrue(index.contains("\"ledger\"") && index.contains("\"shop\""), index);
    assertFalse(index.contains("\"lost\""), "a system without a pack has no line");
  }

  private long packs(String system) throws IOException {
    Path at = folder.resolve("evidence").resolve(system);
    try (var children = Files.list(at)) {
      return children.filter(child -> Files.exists(child.resolve("manifest.json"))).count();
    }
  }

  @Test
  void oneNameForSeveralTargetsIsRefused() {
    Run.of("pack", "-t", "a", "-t", "b", "--system", "one").isFault(2, "2 targets");
    assertEquals(List.of(), List.of(folder.toFile().list()));
  }
}
