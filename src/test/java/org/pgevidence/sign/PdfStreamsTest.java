package org.pgevidence.sign;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;
import org.junit.jupiter.api.Test;

/** Streams are measured by what they inflate to, whatever the file says of them. */
class PdfStreamsTest {
  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] pdf(byte[]... streams) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] stream : streams) {
      out.writeBytes("<</Length 1>>stream\r\n".getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(stream);
      out.writeBytes("\nendstream\n".getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }

  @Test
  void oneStreamIsMeasured() throws IOException {
    byte[] pdf = pdf(deflated(new byte[100_000]));

    assertTrue(PdfStreams.areWithin(pdf, 100_000));
    assertFalse(PdfStreams.areWithin(pdf, 99_999));
  }

  @Test
  void streamsAreMeasuredTogether() throws IOException {
    byte[] one = deflated(new byte[60_000]);

    assertFalse(PdfStreams.areWithin(pdf(one, one), 100_000));
  }

  @Test
  void streamInAStreamIsMeasured() throws IOException {
    byte[] outer = deflated(deflated(new byte[10_000_000]));

    assertTrue(outer.length < 1_000);
    assertFalse(PdfStreams.areWithin(pdf(outer), 1_000_000));
  }

  @Test
  void lzwIsMeasured() throws IOException {
    ByteArrayOutputStream lzw = new ByteArrayOutputStream();
    FilterFactory.INSTANCE
        .getFilter(COSName.LZW_DECODE)
        .encode(new ByteArrayInputStream(new byte[100_000]), lzw, new COSDictionary(), 0);

    assertTrue(lzw.size() < 1_000);
    assertTrue(PdfStreams.areWithin(pdf(lzw.toByteArray()), 101_000));
    assertFalse(PdfStreams.areWithin(pdf(lzw.toByteArray()), 99_999));
    assertFalse(PdfStreams.areWithin(pdf(deflated(lzw.toByteArray())), 99_999));
  }

  @Test
  void whatIsNotDeflatedCountsForNothing() throws IOException {
    assertTrue(PdfStreams.areWithin(pdf(new byte[1_000]), 10));
  }
}
