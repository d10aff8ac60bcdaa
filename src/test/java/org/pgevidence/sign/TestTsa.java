package org.pgevidence.sign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A timestamp authority on loopback that can be made to lie. */
public final class TestTsa implements AutoCloseable {
  /** How it misbehaves. */
  public enum Lie {
    NONE,
    OTHER_DIGEST,
    WRONG_CLOCK,
    REFUSES,
    GARBAGE,
    SERVER_ERROR
  }

  private final HttpServer server;
  private final Identity identity;
  private final AtomicLong serial = new AtomicLong(1);
  private volatile Lie lie = Lie.NONE;

  private TestTsa(HttpServer server, Identity identity) {
    this.server = server;
    this.identity = identity;
  }

  public static TestTsa start(Identity identity) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestTsa tsa = new TestTsa(server, identity);
    server.createContext("/", tsa::answer);
    server.start();
    return tsa;
  }

  /** One with its own certificate under {@code authority}. */
  public static TestTsa under(CertificateAuthority authority) throws IOException {
    return under(authority, KeyType.EC);
  }

  /** One whose own key is of a type. */
  public static TestTsa under(CertificateAuthority authority, KeyType type) throws IOException {
    return start(
        authority.issue(
            type,
            CertificateAuthority.name("Test", "Timestamp unit"),
            CertificateAuthority.Purpose.TIMESTAMP,
            Instant.now().minusSeconds(60),
            Duration.ofDays(30)));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public TimestampClient client() {
    return new TimestampClient(address());
  }

  public void lie(Lie how) {
    lie = how;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = respond(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(lie == Lie.SERVER_ERROR ? 500 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private byte[] respond(byte[] query) throws Exception {
    if (lie == Lie.GARBAGE || lie == Lie.SERVER_ERROR) {
      return "no timestamp here".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
    TimeStampRequest request = new TimeStampRequest(query);
    if (lie == Lie.OTHER_DIGEST) {
      var generator = new org.bouncycastle.tsp.TimeStampRequestGenerator();
      generator.setCertReq(true);
      request =
          generator.generate(NISTObjectIdentifiers.id_sha256, new byte[32], request.getNonce());
    }
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build(
                    KeyType.signatureAlgorithm(identity.certificate().getPublicKey()),
                    identity.key(),
                    identity.certificate()),
            digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
            new ASN1ObjectIdentifier("1.2.3.4.1"));
    tokens.addCertificates(new JcaCertStore(identity.chain()));
    Set<String> algorithms =
        lie == Lie.REFUSES
            ? Set.of(TSPAlgorithms.SHA512.getId())
            : Set.of(TSPAlgorithms.SHA256.getId());
    Instant time =
        lie == Lie.WRONG_CLOCK ? Instant.now().minus(Duration.ofDays(40)) : Instant.now();
    return new TimeStampResponseGenerator(tokens, algorithms)
        .generate(request, BigInteger.valueOf(serial.getAndIncrement()), Date.from(time))
        .getEncoded();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
