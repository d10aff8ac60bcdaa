package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Levels LT and LTA with revocation data that is asked for while signing: OCSP and lists. */
class OnlineRevocationTest {
  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static CertificateAuthority authority;

  /** Timestamps come from another authority, whose list is at hand. */
  @SuppressWarnings("NullAway.Init")
  private static CertificateAuthority stampAuthority;

  private static CertificateAuthority root(String name) {
    return CertificateAuthority.create(
        KeyType.EC,
        CertificateAuthority.name("Test", name),
        Instant.now().minusSeconds(120),
        Duration.ofDays(100));
  }

  @BeforeAll
  static void roots() {
    authority = root("Root");
    stampAuthority = root("Stamp root");
  }

  private static Trust trust() {
    Instant now = Instant.now();
    return new Trust(
        List.of(authority.identity().certificate(), stampAuthority.identity().certificate()),
        List.of(
            stampAuthority.revocationList(Map.of(), now.minusSeconds(60), now.plusSeconds(86400))));
  }

  private static byte[] sign(Identity signer, SignatureLevel level, long seconds) throws Exception {
    try (TestTsa tsa = TestTsa.under(stampAuthority);
        SigningKey key = SigningKey.of(signer)) {
      var request = new PdfSigner.Request(level, "Evidence", Instant.now());
      var signs =
          new PdfSigner(
              Optional.of(tsa.client()), trust(), Web.waiting(Duration.ofSeconds(seconds)));
      return TestPdf.certified(signs.certification(key, request), "Evidence", "prepared");
    }
  }

  private static void assertLevel(SignatureLevel level, byte[] signed) {
    PdfVerifier.Result result = PdfVerifier.verify(signed, trust());
    assertEquals(List.of(), result.faults());
    assertEquals(level, result.signatures().getFirst().level());
  }

  @Test
  void opensslResponderIsAsked() throws Exception {
    try (OcspResponder responder = OcspResponder.start(folder, authority)) {
      Identity good =
          TestCertificates.signer(authority, Optional.of(responder.address()), Optional.empty());
      responder.knows(good.certificate(), Optional.empty());

      assertLevel(SignatureLevel.LT, sign(good, SignatureLevel.LT, 30));
      assertLevel(SignatureLevel.LTA, sign(good, SignatureLevel.LTA, 30));
    }
  }

  @Test
  void revokedAtTheResponderIsNamed() throws Exception {
    try (OcspResponder responder = OcspResponder.start(folder, authority)) {
      Identity bad =
          TestCertificates.signer(authority, Optional.of(responder.address()), Optional.empty());
      responder.knows(bad.certificate(), Optional.of(Instant.now().minusSeconds(30)));

      SignatureFault fault =
          assertThrows(SignatureFault.class, () -> sign(bad, SignatureLevel.LT, 30));

      assertTrue(
          String.valueOf(fault.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("revoked"),
          fault.getMessage());
    }
  }

  @Test
  void listIsFetchedAndARevokedSignerRefused() throws Exception {
    Instant now = Instant.now();
    try (TestWeb web = TestWeb.start()) {
      Identity good =
          TestCertificates.signer(
              authority, Optional.empty(), Optional.of(web.address("/good.crl")));
      Identity bad =
          TestCertificates.signer(
              authority, Optional.empty(), Optional.of(web.address("/bad.crl")));
      web.serve(
          "/good.crl", authority.revocationList(Map.of(), now, now.plusSeconds(900)).getEncoded());
      web.serve(
          "/bad.crl",
          authority
              .revocationList(
                  Map.of(bad.certificate().getSerialNumber(), now.minusSeconds(30)),
                  now,
                  now.plusSeconds(900))
              .getEncoded());

      assertLevel(SignatureLevel.LT, sign(good, SignatureLevel.LT, 30));
      SignatureFault fault =
          assertThrows(SignatureFault.class, () -> sign(bad, SignatureLevel.LT, 30));
      assertTrue(
          String.valueOf(fault.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("revoked"),
          fault.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/missing.crl | 30 | HTTP status 404",
        "/silent.crl | 1 | it did not answer within 1 s",
        "/stalls.crl | 1 | it did not answer within 1 s",
        "/garbage.crl | 30 | Revocation data"
      })
  void listThatCannotBeHadIsNamed(String path, long seconds, String words) throws Exception {
    try (TestWeb web = TestWeb.start()) {
      web.serve("/garbage.crl", "no list".getBytes(StandardCharsets.UTF_8));
      Identity signer =
          TestCertificates.signer(authority, Optional.empty(), Optional.of(web.address(path)));

      SignatureFault fault =
          assertThrows(SignatureFault.class, () -> sign(signer, SignatureLevel.LT, seconds));

      String said = String.valueOf(fault.getMessage());
      assertTrue(said.startsWith("The PDF could not be signed at level LT"), said);
      assertTrue(said.contains(words), said);
      assertTrue(
          words.startsWith("Revocation") || said.contains(web.address(path).toString()), said);
    }
  }
}
