package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.pack.TestPacks;
import org.pgevidence.pack.TestSnapshot;

/** Exit codes of assess: severity, threshold and waivers in every combination. ROLE-001 is high. */
class ExitCodeTest {
  @TempDir Path work;
  private TestPacks packs;
  private Path snapshot;

  @BeforeEach
  void snapshot() throws IOException {
    packs = new TestPacks(work);
    snapshot = TestSnapshot.write(work.resolve("snapshot"), "2026-11-22T16:22:31Z");
  }

  private int code(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "assess",
                snapshot.toString(),
                "--controls",
                packs.controls().toString(),
                "--context",
                packs.context().toString()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new)).code();
  }

  private void waive(String subject, boolean isBroad, String expires) throws IOException {
    packs.context(
        "waivers.yaml",
        """
        version: 1
        waivers:
          - id: W-1
            system: orders-test
            check: ROLE-001
            subject: "%s"
            broad: %s
            type: risk-accepted
            justification: Needed until the migration is done.
            owner: Carla
            requested_by: Carla
            approved_by: Dmitri
            approved_on: 2026-01-10
            valid_from: 2026-01-10
            expires: %s
        """
            .formatted(subject, isBroad, expires));
  }

  @Test
  void thresholdDecidesWhichFindingsCount() {
    assertEquals(1, code());
    assertEquals(1, code("--fail-on", "low"));
    assertEquals(1, code("--fail-on", "high"));
    assertEquals(0, code("--fail-on", "critical"));
    assertEquals(1, code("--fail-on", "HIGH", "--waived-ok"));
    assertEquals(0, code("--fail-on", "critical", "--waived-ok"));
  }

  @Test
  void waivedFindingCountsUnlessItMayPass() throws IOException {
    waive("*", true, "2026-12-31");

    assertEquals(1, code());
    assertEquals(1, code("--fail-on", "high"));
    assertEquals(0, code("--waived-ok"));
    assertEquals(0, code("--fail-on", "high", "--waived-ok"));
    assertEquals(0, code("--fail-on", "critical"));
  }

  @Test
  void waiverOfOneFindingLeavesTheOther() throws IOException {
    waive("anna", false, "2026-12-31");

    assertEquals(1, code("--waived-ok"));
    assertEquals(1, code("--fail-on", "high", "--waived-ok"));
  }

  @Test
  void waiverHoldsOnItsLastDayAndNotAfter() throws IOException {
    waive("*", true, "2026-11-22");
    assertEquals(0, code("--waived-ok"));

    waive("*", true, "2026-11-21");
    assertEquals(1, code("--waived-ok"));
  }
}
