package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PAdES signatures of every level, and what was changed after them. */
class PdfSignatureTest {
  @SuppressWarnings("TimeInStaticInitializer") // certificates of one run share one present
  private static final Instant NOW = Instant.now();

  private static final CertificateAuthority CA =
      CertificateAuthority.create(
          KeyType.EC,
          CertificateAuthority.name("Test", "Root"),
          NOW.minusSeconds(120),
          Duration.ofDays(100));
  private static final Trust TRUST =
      new Trust(
          List.of(CA.identity().certificate()),
          List.of(CA.revocationList(Map.of(), NOW.minusSeconds(60), NOW.plusSeconds(86400))));

  private static SigningKey key(KeyType type, String name) {
    return SigningKey.of(
        CA.issue(
            type,
            CertificateAuthority.name("Test", name),
            CertificateAuthority.Purpose.SIGNER,
            NOW.minusSeconds(60),
            Duration.ofDays(30)));
  }

  private static byte[] certified(SignatureLevel level, SigningKey key, String... fields)
      throws Exception {
    try (TestTsa tsa = TestTsa.under(CA)) {
      PdfSigner signs = new PdfSigner(Optional.of(tsa.client()), TRUST);
      var request = new PdfSigner.Request(level, "Evidence", Instant.now());
      return TestPdf.certified(signs.certification(key, request), "Evidence", fields);
    }
  }

  private static byte[] approved(byte[] pdf, SignatureLevel level, SigningKey key)
      throws Exception {
    try (TestTsa tsa = TestTsa.under(CA)) {
      return new PdfSigner(Optional.of(tsa.client()), TRUST)
          .approve(pdf, key, "reviewed", new PdfSigner.Request(level, "Evidence", Instant.now()));
    }
  }

  private static byte[] twoSignatures(SignatureLevel level) throws Exception {
    byte[] sealed = certified(level, key(KeyType.EC, "Operator"), "prepared", "reviewed");
    return approved(sealed, level, key(KeyType.RSA, "Reviewer"));
  }

  @ParameterizedTest
  @EnumSource
  void genuineFilePassesAtEveryLevel(SignatureLevel level) throws Exception {
    byte[] signed = twoSignatures(level);

    PdfVerifier.Result result = PdfVerifier.verify(signed, TRUST);

    assertEquals(List.of(), result.faults());
    assertEquals(List.of(), PdfRevisions.faultsAfterFirstSignature(signed));
    assertEquals(2, result.signatures().size());
    assertEquals(2, result.signatures().getFirst().permission());
    assertEquals(level, result.signatures().getLast().level());
    assertEquals("reviewed", result.signatures().getLast().field());
    assertEquals(level != SignatureLevel.B, result.signatures().getFirst().provenAt().isPresent());
  }

  @Test
  void certificationIsPartOfTheFileAsItIsWritten() throws Exception {
    byte[] signed = certified(SignatureLevel.T, key(KeyType.RSA, "Operator"), "prepared");

    String text = new String(signed, StandardCharsets.ISO_8859_1);
    assertEquals(text.indexOf("%%EOF"), text.lastIndexOf("%%EOF"));
    PdfVerifier.PdfSignature signature = PdfVerifier.verify(signed, TRUST).signatures().getFirst();
    assertEquals(2, signature.permission());
    assertEquals("prepared", signature.field());
    assertEquals(SignatureLevel.T, signature.level());
  }

  @Test
  void documentThatDoesNotHoldItsSignatureIsNotSigned() throws Exception {
    var request = new PdfSigner.Request(SignatureLevel.B, "Evidence", Instant.now());
    var signature =
        new PdfSigner(Optional.empty(), TRUST).certification(key(KeyType.EC, "A"), request);
    byte[] other = TestPdf.with("Evidence", "prepared");

    assertThrows(IllegalStateException.class, () -> signature.complete(other));
  }

  @Test
  void approvalWithoutFieldIsInvisible() throws Exception {
    byte[] signed = certified(SignatureLevel.B, key(KeyType.EC, "A"), "prepared");
    byte[] twice = approved(signed, SignatureLevel.B, key(KeyType.EC, "B"));

    assertEquals(List.of(), PdfVerifier.verify(twice, TRUST).faults());
    assertEquals(List.of(), PdfRevisions.faultsAfterFirstSignature(twice));
  }

  @Test
  void renewalKeepsEarlierSignatures() throws Exception {
    byte[] signed = twoSignatures(SignatureLevel.LTA);
    byte[] renewed;
    try (TestTsa tsa = TestTsa.under(CA)) {
      renewed =
          new PdfSigner(Optional.of(tsa.client()), TRUST).renew(signed, CA.identity().chain());
    }

    assertTrue(renewed.length > signed.length);
    assertEquals(List.of(), PdfRevisions.faults(signed, renewed));
    assertEquals(List.of(), PdfVerifier.verify(renewed, TRUST).faults());
  }
}
