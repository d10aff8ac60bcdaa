package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on a signed PDF: whatever an update shows anew is noticed at every level. */
class PdfTamperTest {
  private static final Map<String, PdfUpdates.Update> UPDATES = PdfUpdates.all();

  private static byte[] signed(SignatureLevel level) {
    return SignedPdfs.at(level);
  }

  static byte[] update(byte[] pdf, PdfUpdates.Update change) throws Exception {
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

    assertEquals(List.of(), PdfVerifier.verify(genuine, SignedPdfs.trust()).faults());
    changed.forEach(
        (name, pdf) ->
            assertFalse(
                PdfVerifier.verify(pdf, SignedPdfs.trust()).faults().isEmpty(),
                level + ": " + name));
  }

  @Test
  void signatureOfAnotherDocumentIsNoticed() {
    byte[] forged = signed(SignatureLevel.B).clone();
    String mine = new String(forged, StandardCharsets.ISO_8859_1);
    String theirs = new String(SignedPdfs.other(), StandardCharsets.ISO_8859_1);
    int to = mine.indexOf("/Contents <") + "/Contents <".length();
    int from = theirs.indexOf("/Contents <") + "/Contents <".length();
    int length = Math.min(mine.indexOf('>', to) - to, theirs.indexOf('>', from) - from);
    System.arraycopy(SignedPdfs.other(), from, forged, to, length);

    List<String> faults = PdfVerifier.verify(forged, SignedPdfs.trust()).faults();

    assertFalse(faults.isEmpty());
    assertEquals(List.of(), PdfVerifier.verify(SignedPdfs.other(), SignedPdfs.trust()).faults());
  }
}
