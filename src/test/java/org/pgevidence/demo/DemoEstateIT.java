package org.pgevidence.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.assess.Assessor;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.Collector;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.control.CatalogReader;
import org.pgevidence.control.ContextReader;
import org.pgevidence.control.ProfileReader;
import org.pgevidence.fact.Snapshot;

/** Recall and precision of the whole catalogue on the demo estate. */
class DemoEstateIT {
  @TempDir Path work;

  @Test
  void exactlyThePlantedFlawsAreFound() throws Exception {
    try (DemoEstate estate = DemoEstate.start()) {
      estate.writeContext(work.resolve("context"));
      var target =
          new TargetParser(Map.of(), TargetNames.none())
              .parse("postgresql://postgres@127.0.0.1:" + estate.port() + "/postgres")
              .withPassword(estate.password());
      Collector.collect(
          new CollectRequest(
              target,
              work.resolve("snapshot"),
              DemoEstate.SYSTEM,
              List.of(),
              List.of(estate.writeBackupLog(work.resolve("backup"))),
              List.of(),
              true,
              step -> {}));
    }

    var assessment =
        Assessor.assess(
                Snapshot.open(work.resolve("snapshot")),
                CatalogReader.read(Optional.empty()),
                ContextReader.read(
                    Optional.of(work.resolve("context")),
                    ProfileReader.open(Optional.empty()).profile()))
            .assessment();

    Flaws.Difference difference = Flaws.planted().compare(assessment);
    assertEquals(new TreeSet<Flaws.Expected>(), difference.missing(), "not found");
    assertEquals(new TreeSet<Flaws.Expected>(), difference.unexpected(), "not planted");
    assertTrue(Flaws.planted().flaws().size() >= 40);
  }
}
