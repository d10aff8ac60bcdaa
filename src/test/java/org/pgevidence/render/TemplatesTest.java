package org.pgevidence.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.fact.Digest;
import org.pgevidence.fact.UserFault;

/** Which files give a report its words and looks. */
class TemplatesTest {
  @TempDir Path folder;

  @Test
  void everyShippedTemplateFontAndColourHasItsDigest() throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    for (String part : new String[] {"templates", "fonts", "colour"}) {
      Path root = Path.of("target/classes");
      try (Stream<Path> files = Files.walk(root.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!file.toString().endsWith(".txt")) {
            expected.add(Digest.hex(file) + "  " + root.relativize(file));
          }
        }
      }
    }

    assertEquals(
        expected,
        Templates.shipped().sums().lines().collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void ownTemplatesReplaceShippedOnesAndMayBeNew() throws IOException {
    Files.createDirectories(folder.resolve("report"));
    Files.writeString(folder.resolve("report/sample.ftl"), "<#include \"own.ftl\">${name}");
    Files.writeString(folder.resolve("report/own.ftl"), "Ours: ");
    Files.writeString(folder.resolve("notes.md"), "no template");

    Templates own = Templates.of(Optional.of(folder));

    assertEquals("Ours: anna", own.fill("report/sample.ftl", java.util.Map.of("name", "anna")));
    String sums = own.sums();
    assertTrue(sums.contains(Digest.hex("Ours: ") + "  templates/report/own.ftl\n"), sums);
    assertTrue(
        sums.contains(
            Digest.hex(folder.resolve("report/sample.ftl")) + "  templates/report/sample.ftl\n"),
        sums);
    assertEquals(Templates.shipped().sums().lines().count() + 1, sums.lines().count());
  }

  @Test
  void folderThatIsNotThereIsAFault() {
    UserFault fault =
        assertThrows(UserFault.class, () -> Templates.of(Optional.of(folder.resolve("none"))));

    assertTrue(String.valueOf(fault.getMessage()).contains("Name a readable folder"));
  }
}
