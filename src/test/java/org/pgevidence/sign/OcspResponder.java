package org.pgevidence.sign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code openssl ocsp}, which answers for an authority by its index file, behind a web server on
 * loopback: its own would listen on every interface.
 */
final class OcspResponder implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final HttpServer server;
  private final Path folder;

  private OcspResponder(HttpServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static OcspResponder start(Path parent, CertificateAuthority authority) throws IOException {
    Path folder = Files.createTempDirectory(parent, "ocsp");
    Files.createFile(folder.resolve("index.txt"));
    Files.write(folder.resolve("root.pem"), KeyFolder.pem(authority.identity().certificate()));
    Files.write(folder.resolve("root.der"), authority.identity().key().getEncoded());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OcspResponder responder = new OcspResponder(server, folder);
    server.createContext("/", responder::answer);
    server.start();
    return responder;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Files.write(folder.resolve("query.der"), exchange.getRequestBody().readAllBytes());
      Process openssl =
          new ProcessBuilder(
                  "openssl ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.der"
                      .concat(" -nmin 10 -reqin query.der -respout answer.der")
                      .split(" "))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      if (openssl.waitFor() != 0) {
        throw new IOException(Files.readString(folder.resolve("log")));
      }
      byte[] body = Files.readAllBytes(folder.resolve("answer.der"));
      exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Enters a certificate. */
  void knows(X509Certificate certificate, Optional<Instant> revoked) throws IOException {
    String serial = certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    Files.writeString(
        folder.resolve("index.txt"),
        (revoked.isPresent() ? "R" : "V")
            + "\t"
            + TIME.format(certificate.getNotAfter().toInstant())
            + "\t"
            + revoked.map(at -> TIME.format(at) + ",keyCompromise").orElse("")
            + "\t"
            + (serial.length() % 2 == 0 ? "" : "0")
            + serial
            + "\tunknown\t/O=Test/CN=Signer\n",
        StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
