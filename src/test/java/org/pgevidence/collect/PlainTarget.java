package org.pgevidence.collect;

import java.util.Map;
import java.util.Optional;
import org.pgevidence.collect.target.Target;
import org.pgevidence.demo.EmbeddedPostgres;

/** A server of the tests, over TCP without encryption. */
final class PlainTarget {
  private PlainTarget() {}

  static Target of(EmbeddedPostgres server, String user) {
    return new Target(
        Optional.empty(),
        "127.0.0.1",
        server.port(),
        "postgres",
        user,
        Optional.empty(),
        Map.of("sslmode", "disable"));
  }
}
