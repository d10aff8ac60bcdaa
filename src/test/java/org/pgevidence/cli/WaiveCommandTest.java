package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.assess.Finding;
import org.pgevidence.pack.TestPacks;

/** A stub needs nothing but the finding; filled in, it covers that finding and no other. */
class WaiveCommandTest {
  private static final String ANNA = Finding.id("ROLE-001", "anna");

  @TempDir static Path work;

  @SuppressWarnings("NullAway.Init")
  private static TestPacks packs;

  @SuppressWarnings("NullAway.Init")
  private static Path pack;

  @BeforeAll
  static void seal() throws IOException {
    packs = new TestPacks(work);
    pack = packs.write("2026-11-22T16:22:31Z", "anna");
  }

  private static Run waive(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "waive";
    args[1] = "--store";
    args[2] = packs.store().root().toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Run.of(args);
  }

  @Test
  void findingAloneIsLookedUpInTheNewestPacks() {
    Run run = waive(ANNA);

    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertTrue(run.out().contains("finding: " + ANNA + "\n    system: \"orders-test\""), run.out());
    assertTrue(run.out().contains("subject: \"anna\""), run.out());
    assertTrue(run.out().contains("valid_from: 2026-11-22\n    expires: 2027-02-22"), run.out());
  }

  @Test
  void findingOfNoPackIsLeftToFillIn() {
    String other = Finding.id("ROLE-001", "zoe");

    Run run = waive(other);

    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains(other + " was not met in the newest packs of "), run.err());
    assertTrue(run.out().contains("system: TO FILL IN\n    check: ROLE-001\n"), run.out());
    assertTrue(run.out().contains("subject: TO FILL IN"), run.out());
  }

  @Test
  void wrongIdsAreRefusedWithASuggestion() {
    waive("ROLE-001").isFault(2, "\"ROLE-001\" is no finding");
    waive("ROLE-0001-3f9a2c5d0e8b7a61").isFault(2, "Did you mean \"ROLE-001\"?");
    Run.of("waive", Finding.id("ROLE-001", "zoe"), "--snapshot", pack.toString())
        .isFault(2, "There is no finding \"" + Finding.id("ROLE-001", "zoe") + "\" in " + pack);
  }

  @Test
  void sameFindingOfTwoSystemsNeedsTheSystem() throws IOException {
    Path root = work.resolve("two");
    for (String system : java.util.List.of("one", "two")) {
      Path copy = root.resolve(system).resolve("2026-11-22T16-22-31Z");
      Files.createDirectories(copy);
      for (String file : java.util.List.of("manifest.json", "findings.json")) {
        String text = Files.readString(pack.resolve(file));
        Files.writeString(copy.resolve(file), text.replace("orders-test", system));
      }
    }

    Run both = Run.of("waive", ANNA, "--store", root.toString());
    Run one = Run.of("waive", ANNA, "--store", root.toString(), "--system", "two");

    both.isFault(2, "stands in the packs of one, two; name one with --system");
    assertTrue(one.out().contains("system: \"two\""), one.err());
  }

  @Test
  void filledInAndRenewedItCoversItsFinding() throws IOException {
    Path context = Files.createDirectories(work.resolve("answers"));
    Path file = context.resolve("waivers.yaml");
    Run first = waive(ANNA, "--to", file.toString());
    Run again = waive(ANNA, ANNA, "--to", file.toString());
    assertEquals(0, first.code(), first.err());
    assertEquals(0, again.code(), again.err());

    Run unfilled = assess(context);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("approved_by: TO FILL IN", "approved_by: ciso")
            .replace("approved_on: TO FILL IN", "approved_on: 2026-11-22")
            .replace("TO FILL IN", "dba"));
    Run filled = assess(context);

    assertEquals(2, unfilled.code());
    assertTrue(unfilled.err().contains("\"approved_on\" is \"TO FILL IN\""), unfilled.err());
    assertTrue(unfilled.err().contains("still stands in \"owner\""), unfilled.err());
    assertTrue(filled.out().contains("\"id\" : \"W-" + ANNA + "\""), filled.err() + filled.out());
    assertTrue(Files.readString(file).contains("id: W-" + ANNA + "-2\n"));
  }

  private static Run assess(Path context) {
    return Run.of(
        "assess",
        pack.toString(),
        "--controls",
        packs.controls().toString(),
        "--context",
        context.toString(),
        "--format",
        "json");
  }
}
