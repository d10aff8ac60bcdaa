package org.pgevidence.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pgevidence.fact.Snapshot;
import org.pgevidence.fact.ToolVersion;

/** What the sealer's own key cannot make true: a text that the facts do not give. */
class RewritingTest {
  @Test
  void theTextsOfAPackAreThoseOfItsFacts() throws Exception {
    VerifyReport report = SealedPacks.verify(SealedPacks.first());

    assertTrue(
        report.toText().contains("fix/ and the access review written again"), report.toText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "findings.json",
        "replay.sql",
        "machine/findings.csv",
        "machine/results.sarif.json",
        "machine/statement.intoto.json",
        "machine/oscal/assessment-results.json",
        "machine/exceptions.json",
        "fix/fix.sql",
        "fix/README.md"
      })
  void anyOtherByteIsNamed(String path) throws Exception {
    Path pack = SealedPacks.copy(SealedPacks.first());
    byte[] bytes = Files.readAllBytes(pack.resolve(path));
    bytes[bytes.length / 2] ^= 1;
    Files.write(pack.resolve(path), bytes);

    assertEquals("the facts give other bytes of " + path, words(pack, ToolVersion.current()));
  }

  @Test
  void aCutAMissingAndAnUnknownFileAreNamed() throws Exception {
    Path pack = SealedPacks.copy(SealedPacks.first());
    byte[] bytes = Files.readAllBytes(pack.resolve("replay.sql"));
    Files.write(pack.resolve("replay.sql"), java.util.Arrays.copyOf(bytes, bytes.length - 1));
    Files.delete(pack.resolve("machine/junit.xml"));
    Files.writeString(pack.resolve("fix/more.sql"), "drop role anna;");

    assertEquals(
        "the facts give other bytes of fix/more.sql, machine/junit.xml, replay.sql",
        words(pack, ToolVersion.current()));
  }

  @Test
  void registerThatForgetsAFindingOrItsSeverityIsNamed() throws Exception {
    Path pack = SealedPacks.copy(SealedPacks.first());
    Path register = pack.resolve("machine/exceptions.json");
    String text = Files.readString(register);

    Files.writeString(register, text.replaceFirst("\"open\"", "\"resolved\""));
    String resolved = words(pack, ToolVersion.current());
    Files.writeString(register, text.replaceFirst("(?s)\\[.*\\]", "[ ]"));
    String emptied = words(pack, ToolVersion.current());

    assertEquals("the facts give other bytes of machine/exceptions.json", resolved);
    assertEquals("the facts give other bytes of machine/exceptions.json", emptied);
  }

  @Test
  void accessReviewThatTheFactsDoNotGiveIsNamed() throws Exception {
    Path pack = SealedPacks.copy(SealedPacks.first());
    Files.writeString(pack.resolve("access-review.csv"), "database,roles");

    assertEquals(
        "the facts give other bytes of access-review.csv", words(pack, ToolVersion.current()));
  }

  @Test
  void anotherVersionMayWriteOtherwise() throws Exception {
    Path pack = SealedPacks.copy(SealedPacks.first());
    Files.writeString(pack.resolve("fix/fix.sql"), "-- as it was written once");

    assertTrue(words(pack, "0.0.1").startsWith("version " + ToolVersion.current()));
    Steps steps = steps(pack, "0.0.1");
    assertFalse(steps.isFailed());
  }

  private static String words(Path pack, String version) throws IOException {
    return steps(pack, version).report("pack").steps().getFirst().words();
  }

  private static Steps steps(Path pack, String version) throws IOException {
    Definitions definitions = Definitions.read(pack);
    Judged judged = Judged.of(Snapshot.open(pack), definitions.catalog(), definitions.context());
    Steps steps = new Steps();
    Rewriting.run(pack, judged, version, steps);
    return steps;
  }
}
