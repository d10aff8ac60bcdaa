package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

/** What the field of a signature shows. */
class ShownSignatureTest {
  private static final Instant NOW = Instant.parse("2026-11-22T16:22:31.5Z");

  @Test
  void lettersThatTheFontLacksAreQuestionMarks() {
    var root =
        CertificateAuthority.create(
            KeyType.EC,
            CertificateAuthority.name("Test", "Root"),
            NOW.minusSeconds(120),
            Duration.ofDays(100));
    var name = CertificateAuthority.name("Test", "\u0141ukasz \u03a9 \u0416 \u540d");
    var signer = CertificateAuthority.Purpose.SIGNER;
    try (SigningKey key =
        SigningKey.of(root.issue(KeyType.EC, name, signer, NOW, Duration.ofDays(9)))) {
      var request = new PdfSigner.Request(SignatureLevel.B, "Reviewed", NOW);

      assertEquals(
          List.of("Reviewed", "\u0141ukasz \u03a9 \u0416 ?", "2026-11-22T16:22:31Z"),
          ShownSignature.lines(key, request));
    }
  }

  @Test
  void fontHasAllOthers() throws Exception {
    try (var file =
            Objects.requireNonNull(ShownSignature.class.getResourceAsStream(ShownSignature.FONT));
        var font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
      var glyphs = font.getUnicodeCmapLookup();
      int known = 0;
      for (int character = 0; character < 0x10000; character++) {
        if (!Character.toString(character).matches(ShownSignature.UNKNOWN)) {
          known++;
          assertTrue(glyphs.getGlyphId(character) > 0, "U+" + Integer.toHexString(character));
        }
      }
      assertTrue(known > 400, known + " characters");
    }
  }
}
