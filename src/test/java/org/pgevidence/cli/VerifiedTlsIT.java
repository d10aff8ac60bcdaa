package org.pgevidence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pgevidence.demo.EmbeddedPostgres;
import org.pgevidence.fact.Snapshot;

/** Collection over TLS with sslmode=verify-full. */
class VerifiedTlsIT {
  @TempDir Path folder;

  @Test
  void trustedCertificateIsTakenAndAnyOtherRefused() throws Exception {
    TestAuthority authority = new TestAuthority();
    TestAuthority.Issued issued = authority.issue("localhost");
    Path root = Files.writeString(folder.resolve("root.crt"), authority.certificate());
    Path other = Files.writeString(folder.resolve("other.crt"), new TestAuthority().certificate());
    try (EmbeddedPostgres server = EmbeddedPostgres.major(16).start()) {
      server.write("server.crt", issued.certificate(), "rw-r--r--");
      server.write("server.key", issued.key(), "rw-------");
      server.configure("ssl = on");
      server.writeHba("local all all trust\nhostssl all all 127.0.0.1/32 trust\n");
      server.restart();

      Run taken = collect(server, "localhost", root);
      Run untrusted = collect(server, "localhost", other);
      Run misnamed = collect(server, "127.0.0.1", root);
      Run missing = collect(server, "localhost", folder.resolve("none.crt"));

      assertEquals(0, taken.code(), taken.out() + taken.err());
      Snapshot snapshot = Snapshot.open(folder.resolve("s"));
      assertTrue(snapshot.isProvided("tls_certificate"));
      untrusted.isFault(5, "its certificate is not trusted");
      misnamed.isFault(5, "127.0.0.1");
      missing.isFault(2, "could not be read");
      assertFalse(Logger.getLogger("org.postgresql.ssl").isLoggable(Level.SEVERE));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of("other.crt", "root.crt", "s"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  private Run collect(EmbeddedPostgres server, String host, Path root) throws IOException {
    Path out = folder.resolve(Files.exists(folder.resolve("s")) ? "refused" : "s");
    return Run.of(
        "collect",
        "-t",
        "host="
            + host
            + " port="
            + server.port()
            + " user=postgres dbname=postgres sslmode=verify-full sslrootcert="
            + root,
        "-o",
        out.toString());
  }
}
