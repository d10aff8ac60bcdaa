package org.pgevidence.assess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pgevidence.control.Catalog;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.Faults;

/** The shipped catalogue is whole, and every check proves that it can fail. */
class ShippedCatalogTest {
  private final Catalog catalog = CatalogReader.read(Optional.empty());

  @Test
  void everyExampleComesOutAsItSays() {
    ExampleRunner runner = new ExampleRunner(catalog);

    List<String> wrong =
        catalog.checks().stream().flatMap(check -> runner.run(check).stream()).toList();

    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void nothingInItIsAtFault() {
    Faults faults = new Faults();

    CatalogLint.lint(catalog, faults);

    assertEquals(
        "", faults.list().stream().map(Faults.Fault::toString).collect(Collectors.joining("\n")));
  }
}
