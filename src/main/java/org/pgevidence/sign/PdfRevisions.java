package org.pgevidence.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/**
 * What stands where in a PDF that was signed: each signature covers the file from its first byte to
 * the end of its revision but for its own value, and what follows is a closed world ({@link
 * PdfComparison}).
 */
public final class PdfRevisions {
  private PdfRevisions() {}

  /**
   * Faults of the updates that follow the first signature, and of bytes behind the last one; empty
   * when there are none.
   */
  public static List<String> faultsAfterFirstSignature(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<PDSignature> signatures = new ArrayList<>(document.getSignatureDictionaries());
      Set<COSDictionary> values = Collections.newSetFromMap(new IdentityHashMap<>());
      if (!signatures.stream().allMatch(signature -> values.add(signature.getCOSObject()))) {
        return List.of("one signature stands in several fields of the PDF");
      }
      if (signatures.isEmpty()) {
        return List.of("the PDF is not signed");
      }
      int first = Integer.MAX_VALUE;
      int last = 0;
      boolean endsInTimestamp = false;
      for (PDSignature signature : signatures) {
        if (!isWhole(signature, pdf)) {
          return List.of("a signature does not cover the file from its first byte");
        }
        int end = end(signature);
        first = Math.min(first, end);
        if (end > last) {
          last = end;
          endsInTimestamp = "ETSI.RFC3161".equals(signature.getSubFilter());
        }
      }
      List<String> faults = new ArrayList<>();
      if (first < last) {
        faults.addAll(faults(Arrays.copyOf(pdf, first), Arrays.copyOf(pdf, last)));
      }
      if (last < pdf.length) {
        faults.addAll(tail(pdf, last, endsInTimestamp));
      }
      return faults;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return List.of("the PDF could not be read: " + e);
    }
  }

  private static int end(PDSignature signature) {
    int[] range = signature.getByteRange();
    return range[2] + range[3];
  }

  /** The one hole in the signed bytes must hold the signature's value, padded with zeros. */
  private static boolean isWhole(PDSignature signature, byte[] pdf) {
    int[] range = signature.getByteRange();
    if (range == null
        || range.length != 4
        || range[0] != 0
        || range[1] <= 0
        || range[2] <= range[1] + 1
        || range[3] <= 0
        || range[2] > pdf.length - range[3]) {
      return false;
    }
    String hole = new String(pdf, range[1], range[2] - range[1], StandardCharsets.ISO_8859_1);
    if (!hole.matches("<[0-9A-Fa-f]*+>")) {
      return false;
    }
    byte[] value = java.util.HexFormat.of().parseHex(hole, 1, hole.length() - 1);
    if (!Arrays.equals(value, signature.getContents()) || value.length < 4) {
      return false;
    }
    for (int i = derLength(value); i < value.length; i++) {
      if (value[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Length of the DER sequence at the start of bytes, its head included. */
  private static int derLength(byte[] der) {
    int first = der[1] & 0xff;
    if (first < 0x80) {
      return 2 + first;
    }
    int length = 0;
    int digits = first & 0x7f;
    for (int i = 0; i < digits && i < 4 && 2 + i < der.length; i++) {
      length = length << 8 | (der[2 + i] & 0xff);
    }
    return length < 0 ? der.length : Math.min(der.length, 2 + digits + length);
  }

  /** Behind the last signature of level LT stands the data to judge it later, nothing else. */
  private static List<String> tail(byte[] pdf, int last, boolean endsInTimestamp) {
    if (endsInTimestamp || !endsAsPdf(pdf)) {
      return List.of((pdf.length - last) + " bytes stand behind the last signature of the PDF");
    }
    return PdfComparison.faults(
        Arrays.copyOf(pdf, last), pdf, PdfComparison.Allowed.VALIDATION_DATA);
  }

  /** Whether nothing but a line end stands behind the end-of-file mark. */
  private static boolean endsAsPdf(byte[] pdf) {
    String tail =
        new String(
            pdf, Math.max(0, pdf.length - 8), Math.min(8, pdf.length), StandardCharsets.ISO_8859_1);
    return tail.endsWith("%%EOF") || tail.endsWith("%%EOF\n") || tail.endsWith("%%EOF\r\n");
  }

  /** Faults of the updates that made {@code updated} of {@code base}. */
  public static List<String> faults(byte[] base, byte[] updated) {
    if (updated.length < base.length
        || !Arrays.equals(base, 0, base.length, updated, 0, base.length)) {
      return List.of("the PDF does not begin with the bytes that were signed before");
    }
    return PdfComparison.faults(base, updated, PdfComparison.Allowed.SIGNATURES);
  }
}
