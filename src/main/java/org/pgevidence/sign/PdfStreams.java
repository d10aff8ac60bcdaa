package org.pgevidence.sign;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/**
 * What the deflated streams of a PDF hold, counted before a library reads the file: a few kilobytes
 * may inflate to more than any memory holds. The bytes are searched, not the structure, so that no
 * table or length can hide a stream. Other filters (LZW, run lengths) are not counted.
 */
public final class PdfStreams {
  private static final byte[] START = "stream".getBytes(StandardCharsets.US_ASCII);
  private static final int DEEPEST = 8;

  private long left;

  private PdfStreams(long most) {
    left = most;
  }

  /** Whether its streams hold no more bytes than so many; streams in streams are counted too. */
  public static boolean areWithin(byte[] pdf, long most) {
    PdfStreams streams = new PdfStreams(most);
    for (int at = 0; at + START.length < pdf.length && streams.left >= 0; at++) {
      if (pdf[at] == 's' && isStart(pdf, at)) {
        int from = at + START.length;
        while (from < pdf.length && (pdf[from] == '\r' || pdf[from] == '\n')) {
          from++;
        }
        streams.count(new ByteArrayInputStream(pdf, from, pdf.length - from), 0);
      }
    }
    return streams.left >= 0;
  }

  private static boolean isStart(byte[] pdf, int at) {
    for (int i = 0; i < START.length; i++) {
      if (pdf[at + i] != START[i]) {
        return false;
      }
    }
    return true;
  }

  /** Counts a deflated stream, to where it breaks; what is none counts for nothing. */
  private void count(InputStream raw, int depth) {
    BufferedInputStream in = new BufferedInputStream(raw);
    try {
      if (!isDeflated(in) || depth == DEEPEST) {
        byte[] bytes = new byte[1 << 16];
        for (int length = 0; depth > 0 && length >= 0 && left >= 0; length = in.read(bytes)) {
          left -= length;
        }
        return;
      }
      count(new InflaterInputStream(in), depth + 1);
    } catch (IOException e) {
      // its end, or no deflated stream
    }
  }

  private static boolean isDeflated(BufferedInputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return second >= 0 && (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
  }
}
