package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
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

  /** Changes a signed file by an incremental update. */
  private interface Change {
    void apply(PDDocument document, PDPage page) throws Exception;
  }

  private static byte[] update(byte[] pdf, Change change) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDPage page = document.getPage(0);
      change.apply(document, page);
      page.getCOSObject().setNeedToBeUpdated(true);
      document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  private static boolean isNoticed(byte[] pdf) {
    return !PdfVerifier.verify(pdf, TRUST).faults().isEmpty()
        || !PdfRevisions.faultsAfterFirstSignature(pdf).isEmpty();
  }

  @Test
  void everyChangeAfterSigningIsNoticed() throws Exception {
    for (SignatureLevel level : List.of(SignatureLevel.B, SignatureLevel.LTA)) {
      byte[] signed = twoSignatures(level);
      byte[] flipped = signed.clone();
      flipped[200] ^= 1;
      Map<String, byte[]> changed =
          Map.of(
              "one byte",
              flipped,
              "trailing bytes",
              Arrays.copyOf(signed, signed.length + 9),
              "drawn over",
              update(
                  signed,
                  (document, page) -> {
                    try (var content =
                        new PDPageContentStream(
                            document, page, PDPageContentStream.AppendMode.APPEND, false)) {
                      content.addRect(40, 690, 200, 30);
                      content.fill();
                    }
                  }),
              "annotation",
              update(
                  signed,
                  (document, page) -> {
                    PDAnnotationText note = new PDAnnotationText();
                    note.setContents("all is well");
                    page.getAnnotations().add(note);
                    page.getAnnotations();
                  }),
              "attachment",
              update(signed, (document, page) -> TestPdf.attach(document, "{\"rows\": 0}")),
              "font",
              update(
                  signed,
                  (document, page) -> {
                    var name = page.getResources().getFontNames().iterator().next();
                    var font = page.getResources().getFont(name).getCOSObject();
                    font.setName(org.apache.pdfbox.cos.COSName.BASE_FONT, "Symbol");
                    font.setNeedToBeUpdated(true);
                  }));

      assertFalse(isNoticed(signed));
      changed.forEach((name, pdf) -> assertTrue(isNoticed(pdf), level + ": " + name));
    }
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

  @Test
  void deadOrLyingAuthorityIsNamed() throws Exception {
    byte[] pdf = TestPdf.with("x", "prepared");
    try (TestTsa tsa = TestTsa.under(CA);
        SigningKey key = key(KeyType.EC, "Operator")) {
      for (TestTsa.Lie lie : TestTsa.Lie.values()) {
        tsa.lie(lie);
        var signer = new PdfSigner(Optional.of(tsa.client()), TRUST);
        var request =
            new PdfSigner.Request(SignatureLevel.T, "prepared", true, "Evidence", Instant.now());
        String fault = "none";
        try {
          signer.sign(pdf, key, request);
        } catch (SignatureFault e) {
          fault = String.valueOf(e.getMessage());
        }
        assertEquals(lie == TestTsa.Lie.NONE, fault.equals("none"), lie + ": " + fault);
        assertTrue(lie == TestTsa.Lie.NONE || fault.contains("gave no usable timestamp"), fault);
      }
    }
  }
}
