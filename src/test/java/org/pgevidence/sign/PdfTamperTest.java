package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on a signed PDF: whatever an update shows anew is noticed at every level. */
class PdfTamperTest {
  private static final Map<SignatureLevel, byte[]> SIGNED = new EnumMap<>(SignatureLevel.class);
  private static final Map<String, PdfUpdates.Update> UPDATES = PdfUpdates.all();

  @SuppressWarnings("NullAway.Init")
  private static byte[] other;

  @SuppressWarnings("NullAway.Init")
  private static Trust trust;

  @BeforeAll
  static void sign() throws Exception {
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
        var request = new PdfSigner.Request(level, "prepared", true, "Evidence", now);
        SIGNED.put(
            level, signs.sign(TestPdf.with("Evidence", "prepared", "reviewed"), key, request));
      }
      other =
          signs.sign(
              TestPdf.with("Other evidence", "prepared", "reviewed"),
              key,
              new PdfSigner.Request(SignatureLevel.B, "prepared", true, "Evidence", now));
    }
  }

  private static byte[] signed(SignatureLevel level) {
    return java.util.Objects.requireNonNull(SIGNED.get(level));
  }

  private static byte[] update(byte[] pdf, PdfUpdates.Update change) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDPage page = document.getPage(0);
      change.apply(document, page);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  static List<String> names() {
    return List.copyOf(UPDATES.keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void noUpdatePassesAtAnyLevel(String name) throws Exception {
    PdfUpdates.Update change = java.util.Objects.requireNonNull(UPDATES.get(name));
    for (SignatureLevel level : SignatureLevel.values()) {
      byte[] changed = update(signed(level), change);

      assertFalse(changed.length == signed(level).length, "nothing was changed");
      assertFalse(PdfRevisions.faultsAfterFirstSignature(changed).isEmpty(), level + ": passed");
      assertFalse(PdfRevisions.faults(signed(level), changed).isEmpty(), level + ": passed on");
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.EnumSource
  void changedBytesAreNoticed(SignatureLevel level) {
    byte[] genuine = signed(level);
    byte[] flipped = genuine.clone();
    flipped[200] ^= 1;
    byte[] padded = genuine.clone();
    int hole = new String(genuine, StandardCharsets.ISO_8859_1).indexOf("00000000>");
    padded[hole] = '1';
    Map<String, byte[]> changed =
        Map.of(
            "one byte",
            flipped,
            "padding of a signature",
            padded,
            "bytes behind",
            Arrays.copyOf(genuine, genuine.length + 9),
            "line behind",
            Arrays.copyOf(genuine, genuine.length + 1));

    assertEquals(List.of(), PdfVerifier.verify(genuine, trust).faults());
    changed.forEach(
        (name, pdf) ->
            assertFalse(PdfVerifier.verify(pdf, trust).faults().isEmpty(), level + ": " + name));
  }

  @Test
  void signatureOfAnotherDocumentIsNoticed() {
    byte[] forged = signed(SignatureLevel.B).clone();
    String mine = new String(forged, StandardCharsets.ISO_8859_1);
    String theirs = new String(other, StandardCharsets.ISO_8859_1);
    int to = mine.indexOf("/Contents <") + "/Contents <".length();
    int from = theirs.indexOf("/Contents <") + "/Contents <".length();
    int length = Math.min(mine.indexOf('>', to) - to, theirs.indexOf('>', from) - from);
    System.arraycopy(other, from, forged, to, length);

    List<String> faults = PdfVerifier.verify(forged, trust).faults();

    assertFalse(faults.isEmpty());
    assertEquals(List.of(), PdfVerifier.verify(other, trust).faults());
  }
}
