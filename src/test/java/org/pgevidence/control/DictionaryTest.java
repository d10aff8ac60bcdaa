package org.pgevidence.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pgevidence.fact.Schema;

/**
 * controls/README.md names every table and column as the schema does. Written anew with {@code
 * -Dpgevidence.rewrite=true}.
 */
class DictionaryTest {
  private static final Path README = Path.of("controls", "README.md");

  @Test
  void readmeHoldsTheDictionaryOfTheSchema() throws IOException {
    String text = Files.readString(README);
    int start = text.indexOf("\n" + Dictionary.HEADING) + 1;
    String own = start > 0 ? text.substring(0, start) : text + "\n";
    if (Boolean.getBoolean("pgevidence.rewrite")) {
      Files.writeString(README, own + Dictionary.section());
    }

    assertEquals(own + Dictionary.section(), Files.readString(README));
  }

  @Test
  void everyTableIsInIt() {
    String section = Dictionary.section();

    Schema.standard()
        .tables()
        .forEach(table -> assertTrue(section.contains("\n#### " + table.name() + "\n")));
  }
}
