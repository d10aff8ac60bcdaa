package org.pgevidence.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.collect.target.Target;
import org.pgevidence.collect.target.TargetNames;
import org.pgevidence.collect.target.TargetParser;
import org.pgevidence.collect.tls.TestCertificate;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Snapshot;

/** What a whole collection says of rules in included files and of the TLS endpoint. */
class NetworkFactsIT {
  @TempDir Path folder;

  @Test
  void collectionHoldsProbesAndNamesIncludedFilesAlike() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      TestCertificate.write(server.dataDirectory(), Instant.now().plus(90, ChronoUnit.DAYS));
      server.execute("postgres", "alter system set ssl = on");
      Path parts = Files.createDirectory(server.dataDirectory().resolve("parts"));
      Files.setOwner(parts, Files.getOwner(server.dataDirectory()));
      server.write("parts/one.conf", "host all all 127.0.0.1/32 trust\n", "rw-------");
      server.writeHba("local all all trust\ninclude_dir parts\n");
      server.restart();

      Snapshot probed = collect(server, "probed", true);
      Snapshot quiet = collect(server, "quiet", false);

      assertEquals(List.of("pg_hba.conf:1", "parts/one.conf:1"), places(probed, "hba_line"));
      assertEquals(places(probed, "hba_line"), places(probed, "hba_rule"));
      assertTrue(
          probed.rows("tls_probe").stream()
              .anyMatch(
                  row ->
                      row.text("kind").equals("version")
                          && row.text("offered").equals("TLSv1.3")
                          && row.flag("accepted")));
      for (Row row : probed.rows("tls_probe")) {
        assertTrue(Instant.parse(row.text("probed_at")).isBefore(Instant.now()));
      }
      assertEquals(1, probed.rows("tls_certificate").getFirst().number("is_self_signed"));
      assertFalse(quiet.isProvided("tls_probe"));
      assertTrue(
          quiet.gaps().stream()
              .anyMatch(
                  gap ->
                      gap.table().equals("tls_certificate")
                          && gap.remedy().contains("--no-tls-probe")));
    }
  }

  private static List<String> places(Snapshot snapshot, String table) {
    return snapshot.rows(table).stream()
        .map(row -> row.text("file") + ":" + row.number("line"))
        .toList();
  }

  private Snapshot collect(EmbeddedPostgres server, String name, boolean probesTls) {
    Target target =
        new TargetParser(Map.of(), TargetNames.none())
            .parse("host=127.0.0.1 port=" + server.port() + " user=postgres");
    CollectRequest request =
        new CollectRequest(
            target,
            folder.resolve(name),
            "network-test",
            List.of(),
            List.of(),
            List.of(),
            probesTls,
            step -> {});
    return Snapshot.open(Collector.collect(request).snapshot());
  }
}
