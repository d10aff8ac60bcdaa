package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timestamp authorities that are dead, silent, or lie: each is named, none is believed. */
class TimestampClientTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @SuppressWarnings("TimeInStaticInitializer") // certificates of one run share one present
  private static final CertificateAuthority CA =
      CertificateAuthority.create(
          KeyType.EC,
          CertificateAuthority.name("Test", "Root"),
          Instant.now().minus(Duration.ofDays(60)),
          Duration.ofDays(100));

  private static String words(TestTsa.Lie lie) {
    return switch (lie) {
      case NONE -> throw new IllegalArgumentException();
      case OTHER_DIGEST -> "its answer is not for our request: response for different message";
      case OTHER_NONCE -> "its answer is not for our request: response contains wrong nonce";
      case OTHER_PURPOSE -> "ExtendedKeyUsage";
      case OTHER_KEY -> "signature not created by certificate";
      case SILENT, STALLS -> "it did not answer within 1 s";
      case OTHER_POLICY -> "its answer is not for our request: TSA policy wrong for request";
      case WRONG_CLOCK -> "its clock says";
      case REFUSES -> "it refused";
      case GARBAGE -> "malformed timestamp response";
      case SERVER_ERROR -> "HTTP status 500";
    };
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void lyingAuthorityIsNamed(TestTsa.Lie lie) throws Exception {
    try (TestTsa tsa = TestTsa.under(CA)) {
      tsa.lie(lie);
      boolean isSlow = lie == TestTsa.Lie.SILENT || lie == TestTsa.Lie.STALLS;
      Web web = Web.waiting(Duration.ofSeconds(isSlow ? 1 : 30));
      TimestampClient client = new TimestampClient(tsa.address(), Optional.of("1.2.3.4.9"), web);

      String fault =
          String.valueOf(
              assertThrows(SignatureFault.class, () -> client.stamp(CONTENT)).getMessage());

      assertTrue(
          fault.startsWith("The timestamp authority " + tsa.address() + " gave no usable"), fault);
      assertTrue(fault.contains(words(lie)), fault);
    }
  }

  @Test
  void deadAuthorityIsNamedAndNothingIsSigned() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var client =
        new TimestampClient(URI.create("http://127.0.0.1:" + port + "/"), Optional.empty());
    var name = CertificateAuthority.name("Test", "Signer");
    var signer = CertificateAuthority.Purpose.SIGNER;
    var identity =
        CA.issue(KeyType.EC, name, signer, Instant.now().minusSeconds(60), Duration.ofDays(9));
    try (SigningKey key = SigningKey.of(identity)) {
      var request = new PdfSigner.Request(SignatureLevel.T, "Evidence", Instant.now());
      PdfSigner signs = new PdfSigner(Optional.of(client), Trust.none());

      SignatureFault fault =
          assertThrows(
              SignatureFault.class,
              () -> TestPdf.certified(signs.certification(key, request), "x", "prepared"));

      assertTrue(String.valueOf(fault.getMessage()).contains("no connection could be made"));
    }
  }

  @Test
  void answerStandsInOneFormWhateverTheAuthoritySent() throws Exception {
    try (TestTsa tsa = TestTsa.under(CA)) {
      TimestampToken stamp = tsa.client().stamp(CONTENT);

      TimestampToken read = TimestampToken.ofResponse(stamp.response(), CONTENT);

      assertArrayEquals(stamp.token(), read.token());
      assertEquals(2, read.chain().size());
      assertThrows(
          SignatureFault.class, () -> TimestampToken.ofResponse(stamp.response(), new byte[] {1}));
    }
  }
}
