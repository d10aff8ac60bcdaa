package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.pack.TestPacks;

/** Every command that judges tells the same faults of a profile, all at once. */
class ProfileFaultsTest {
  private static final String AT = "2026-07-01T08:00:00Z";

  @TempDir static Path work;

  @SuppressWarnings("NullAway.Init")
  private static TestPacks packs;

  @BeforeAll
  static void collect() throws IOException {
    packs = new TestPacks(work);
    packs.write(AT, "anna");
    Files.writeString(
        work.resolve("pgevidence.yaml"),
        """
        controls: controls
        frameworks: [gdpr, sco2]
        parameters:
          ROLE-001:
            break_glas: [anna]
          HBA-001: {any: [1]}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assess SNAPSHOT",
        "pack --snapshot SNAPSHOT --out STORE",
        "period --system orders-test --from 2026-07-01 --to 2026-07-01 --store STORE",
        "waive ROLE-001-3f9a2c5d0e8b7a61 --store STORE",
        "diff SNAPSHOT SNAPSHOT",
        "fix SNAPSHOT -o FOLDER",
      })
  void namesThatTheCatalogueLacksAreFaults(String command) {
    Path profile = work.resolve("pgevidence.yaml");
    List<String> words =
        Stream.concat(Stream.of(command.split(" ")), Stream.of("-c", profile.toString()))
            .map(
                word ->
                    switch (word) {
                      case "SNAPSHOT" -> packs.snapshot(AT).toString();
                      case "STORE" -> packs.store().root().toString();
                      case "FOLDER" -> work.resolve("repairs").toString();
                      default -> word;
                    })
            .toList();

    Run run = Run.of(words.toArray(new String[0]));

    assertEquals(
        """
        FILE:2: there is no framework "sco2". Did you mean "soc2"?
        FILE:5: check ROLE-001 has no parameter "break_glas". Did you mean "break_glass"?
        FILE:6: there is no check "HBA-001".
        """
            .replace("FILE", profile.toString()),
        run.err());
    assertEquals(2, run.code());
    assertEquals("", run.out());
  }
}
