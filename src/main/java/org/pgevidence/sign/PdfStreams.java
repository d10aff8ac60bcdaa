package org.pgevidence.sign;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * What the compressed streams of a PDF hold, counted before a library reads the file: a few
 * kilobytes may inflate to more than any memory holds. The bytes are searched, not the structure,
 * so that no table or length can hide a stream. LZW is counted likewise; run lengths are not, as
 * they make no file larger than 64 times its size.
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
      if (depth < DEEPEST && isLzw(in)) {
        FilterFactory.INSTANCE
            .getFilter(COSName.LZW_DECODE)
            .decode(in, new Counted(), new COSDictionary(), 0);
        return;
      }
      if (depth == DEEPEST || !isDeflated(in)) {
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

  /** Takes away what is written; ends the work when nothing is left. */
  private final class Counted extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      if (--left < 0) {
        throw new IOException("more than allowed");
      }
    }
  }

  /** Its first code of 9 bits clears the table: 256. */
  private static boolean isLzw(BufferedInputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return first == 0x80 && second >= 0 && second < 0x80;
  }

  private static boolean isDeflated(BufferedInputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return second >= 0 && (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
  }
}
