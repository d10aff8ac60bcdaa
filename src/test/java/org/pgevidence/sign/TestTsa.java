package org.pgevidence.sign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.pgevidence.fact.Digest;

/** A timestamp authority on loopback that can be made to lie. */
public final class TestTsa implements AutoCloseable {
  /** How it misbehaves. */
  public enum Lie {
    NONE,
    OTHER_DIGEST,
    OTHER_NONCE,
    OTHER_PURPOSE,
    OTHER_KEY,
    SILENT,
    WRONG_CLOCK,
    REFUSES,
    GARBAGE,
    SERVER_ERROR,
    OTHER_POLICY,
    STALLS
  }

  private final HttpServer server;
  private final Identity identity;
  private final AtomicLong serial = new AtomicLong(1);
  private final CountDownLatch closing = new CountDownLatch(1);
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
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
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
            authority.identity().certificate().getNotBefore().toInstant(),
            Duration.ofDays(3650)));
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public TimestampClient client() {
    return new TimestampClient(address(), java.util.Optional.empty());
  }

  public void lie(Lie how) {
    lie = how;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (lie == Lie.SILENT) {
        closing.await();
      }
      byte[] body = respond(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(lie == Lie.SERVER_ERROR ? 500 : 200, body.length);
      if (lie == Lie.STALLS) {
        exchange.getResponseBody().write(body, 0, 9);
        exchange.getResponseBody().flush();
        closing.await();
      }
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
    if (lie == Lie.OTHER_POLICY) {
      var generator = new org.bouncycastle.tsp.TimeStampRequestGenerator();
      generator.setCertReq(true);
      request =
          generator.generate(
              NISTObjectIdentifiers.id_sha256,
              request.getMessageImprintDigest(),
              request.getNonce());
    }
    if (lie == Lie.OTHER_NONCE) {
      var generator = new org.bouncycastle.tsp.TimeStampRequestGenerator();
      generator.setCertReq(true);
      request =
          generator.generate(
              NISTObjectIdentifiers.id_sha256, request.getMessageImprintDigest(), BigInteger.ONE);
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
    var response =
        new TimeStampResponseGenerator(tokens, algorithms)
            .generate(request, BigInteger.valueOf(serial.getAndIncrement()), Date.from(time));
    return switch (lie) {
      case OTHER_PURPOSE ->
          signedAnew(response, CertificateAuthority.Purpose.TLS_SERVER, Optional.empty());
      case OTHER_KEY ->
          signedAnew(
              response,
              CertificateAuthority.Purpose.TIMESTAMP,
              Optional.of(KeyType.EC.generate().getPrivate()));
      default -> response.getEncoded();
    };
  }

  /**
   * The same stamp, signed by a certificate of another purpose, or by a key that is not its own.
   */
  private static byte[] signedAnew(
      TimeStampResponse genuine, CertificateAuthority.Purpose purpose, Optional<PrivateKey> other)
      throws Exception {
    Instant now = Instant.now();
    var name = CertificateAuthority.name("Test", "Another unit");
    Identity forger =
        CertificateAuthority.create(KeyType.EC, name, now.minusSeconds(60), Duration.ofDays(9))
            .issue(KeyType.EC, name, purpose, now.minusSeconds(60), Duration.ofDays(9));
    byte[] digest = Digest.sha256().digest(Chains.encoded(forger.certificate()));
    AttributeTable attributes =
        new AttributeTable(
            new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(digest)))));
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSimpleSignerInfoGeneratorBuilder()
            .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
            .build("SHA256withECDSA", other.orElse(forger.key()), forger.certificate()));
    generator.addCertificates(new JcaCertStore(forger.chain()));
    var stamp = genuine.getTimeStampToken().toCMSSignedData().getSignedContent();
    return TimestampForm.response(generator.generate(stamp, true).getEncoded());
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
