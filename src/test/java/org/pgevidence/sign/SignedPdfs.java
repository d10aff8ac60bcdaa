package org.pgevidence.sign;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The same small document, signed once at every level, for tests that change it. */
final class SignedPdfs {
  private static final SignedPdfs ALL = new SignedPdfs();

  private final Map<SignatureLevel, byte[]> signed = new EnumMap<>(SignatureLevel.class);
  private final byte[] other;
  private final Trust trust;

  private SignedPdfs() {
    Instant now = Instant.now();
    var ca =
        CertificateAuthority.create(
            KeyType.EC,
            CertificateAuthority.name("Test", "Root"),
            now.minusSeconds(120),
            Duration.ofDays(100));
    trust =
        new Trust(
            List.of(ca.identity().certificate()),
            List.of(ca.revocationList(Map.of(), now.minusSeconds(60), now.plusSeconds(86400))));
    var signer = CertificateAuthority.Purpose.SIGNER;
    var name = CertificateAuthority.name("Test", "Operator");
    try (TestTsa tsa = TestTsa.under(ca);
        SigningKey key =
            SigningKey.of(
                ca.issue(KeyType.EC, name, signer, now.minusSeconds(60), Duration.ofDays(30)))) {
      PdfSigner signs = new PdfSigner(Optional.of(tsa.client()), trust);
      for (SignatureLevel level : SignatureLevel.values()) {
        signed.put(level, certified(signs, key, level, now, "Evidence"));
      }
      other = certified(signs, key, SignatureLevel.B, now, "Other evidence");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] certified(
      PdfSigner signs, SigningKey key, SignatureLevel level, Instant now, String text)
      throws IOException, SignatureFault {
    var request = new PdfSigner.Request(level, "Evidence", now);
    return TestPdf.certified(signs.certification(key, request), text, "prepared", "reviewed");
  }

  static byte[] at(SignatureLevel level) {
    return Objects.requireNonNull(ALL.signed.get(level)).clone();
  }

  /** Another document, signed by the same key. */
  static byte[] other() {
    return ALL.other.clone();
  }

  static Trust trust() {
    return ALL.trust;
  }
}
