package org.pgevidence.privilege;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pgevidence.collect.CollectRequest;
import org.pgevidence.collect.Collector;
import org.pgevidence.collect.target.Target;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Snapshot;

/** Facts of a server as the product's own collector takes them. */
final class CollectedFacts {
  private CollectedFacts() {}

  static Snapshot of(EmbeddedPostgres server, Path folder, String database) throws IOException {
    Target target =
        new Target(
            Optional.empty(),
            "127.0.0.1",
            server.port(),
            database,
            "postgres",
            Optional.empty(),
            Map.of("sslmode", "disable"));
    CollectRequest request =
        new CollectRequest(
            target,
            Files.createTempDirectory(folder, "snapshot").resolve("facts"),
            "test",
            List.of(),
            List.of(),
            List.of(),
            false,
            step -> {});
    return Snapshot.open(Collector.collect(request).snapshot());
  }
}
