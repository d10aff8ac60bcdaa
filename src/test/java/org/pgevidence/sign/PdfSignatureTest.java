package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static byte[] sign(byte[] pdf, SignatureLevel level, SigningKey key, String field)
      throws Exception {
    try (TestTsa tsa = TestTsa.under(CA)) {
      return new PdfSigner(Optional.of(tsa.client()), TRUST)
          .sign(
              pdf,
              key,
              new PdfSigner.Request(
                  level, field, field.equals("prepared"), "Evidence", Instant.now()));
    }
  }

  private static byte[] twoSignatures(SignatureLevel level) throws Exception {
    byte[] pdf = TestPdf.with("Evidence", "prepared", "reviewed");
    byte[] sealed = sign(pdf, level, key(KeyType.EC, "Operator"), "prepared");
    return sign(sealed, level, key(KeyType.RSA, "Reviewer"), "reviewed");
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
  void approvalWithoutFieldIsInvisible() throws Exception {
    byte[] plain = TestPdf.with("x", "prepared");
    byte[] signed = sign(plain, SignatureLevel.B, key(KeyType.EC, "A"), "prepared");
    byte[] twice = sign(signed, SignatureLevel.B, key(KeyType.EC, "B"), "reviewed");

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
