package org.pgevidence.collect.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pgevidence.demo.EmbeddedPostgres;

/** Handshakes with real servers. */
class TlsProbeIT {
  @Test
  void serverOfTls12OnlyWithExpiredSelfSignedCertificateIsSeenAsSuch() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(15).start()) {
      TestCertificate.write(server.dataDirectory(), Instant.now().minus(2, ChronoUnit.DAYS));
      server.execute("postgres", "alter system set ssl_min_protocol_version = 'TLSv1.2'");
      server.execute("postgres", "alter system set ssl_max_protocol_version = 'TLSv1.2'");
      server.execute("postgres", "alter system set ssl = on");
      server.writeHba("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n");

      server.restart();
      TlsProbe probe = TlsProbe.run("127.0.0.1", server.port(), "postgres", "postgres", 15);

      assertEquals(0, accepted(probe, "plaintext", "StartupMessage without encryption"));
      assertEquals(0, accepted(probe, "version", "TLSv1.1"));
      assertEquals(1, accepted(probe, "version", "TLSv1.2"));
      assertEquals(0, accepted(probe, "version", "TLSv1.3"));
      assertEquals(1, accepted(probe, "channel_binding", "StartupMessage over TLS"));
      Object[] leaf = probe.certificates().getFirst();
      assertTrue(Instant.parse((String) leaf[6]).isBefore(Instant.now()));
      assertEquals(1, leaf[10]);
      assertEquals(0, leaf[12]);
    }
  }

  @Test
  void serverOfTls13OnlyTakesDirectTls() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(17).start()) {
      TestCertificate.write(server.dataDirectory(), Instant.now().plus(90, ChronoUnit.DAYS));
      server.execute("postgres", "alter system set ssl_min_protocol_version = 'TLSv1.3'");
      server.execute("postgres", "alter system set ssl = on");
      server.writeHba("local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n");

      server.restart();
      TlsProbe probe = TlsProbe.run("127.0.0.1", server.port(), "postgres", "postgres", 17);

      assertEquals(1, accepted(probe, "plaintext", "StartupMessage without encryption"));
      assertEquals(0, accepted(probe, "version", "TLSv1.2"));
      assertEquals(1, accepted(probe, "version", "TLSv1.3"));
      assertEquals(1, accepted(probe, "direct", "TLS without SSLRequest"));
      assertEquals(0, accepted(probe, "cipher", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"));
    }
  }

  @Test
  void serverWithoutTlsRefusesEveryHandshake() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(13).start()) {
      server.restart();
      TlsProbe probe = TlsProbe.run("127.0.0.1", server.port(), "postgres", "postgres", 13);

      assertEquals(0, accepted(probe, "version", "TLSv1.2"));
      assertEquals(0, accepted(probe, "chain", "handshake of this Java runtime"));
      assertTrue(probe.certificates().isEmpty());
    }
  }

  @Test
  void probeIsShortPacedDatedAndSaidInTheServersLog() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.major(18).start()) {
      TestCertificate.write(server.dataDirectory(), Instant.now().plus(90, ChronoUnit.DAYS));
      server.execute("postgres", "alter system set ssl = on");
      server.writeHba("local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n");
      server.restart();
      long before = Files.size(server.log());

      Instant start = Instant.now();
      TlsProbe probe = TlsProbe.run("127.0.0.1", server.port(), "postgres", "postgres", 18);

      assertEquals(0, accepted(probe, "plaintext", "StartupMessage without encryption"));
      for (Object[] row : probe.probes()) {
        assertTrue(!Instant.parse((String) row[7]).isBefore(start.truncatedTo(ChronoUnit.MILLIS)));
      }
      assertTrue(Duration.between(start, Instant.now()).toMillis() >= 20L * 8, "paced");
      String said = Files.readString(server.log()).substring((int) before);
      List<String> levels =
          said.lines().filter(line -> line.matches(".*(LOG|FATAL):  .*")).toList();
      assertTrue(levels.size() <= probe.probes().size(), said);
      for (String line : levels) {
        assertTrue(
            line.matches(
                ".*(could not accept SSL connection|no pg_hba.conf entry|SSL|EOF|closed).*"),
            line);
      }
    }
  }

  private static @Nullable Object accepted(TlsProbe probe, String kind, String offered) {
    Optional<@Nullable Object[]> row =
        probe.probes().stream()
            .filter(values -> kind.equals(values[1]) && offered.equals(values[2]))
            .findFirst();
    return row.orElseThrow(() -> new AssertionError("no probe " + kind + " " + offered))[3];
  }
}
