package org.pgevidence.fact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Lets through the first line of a table's file and the lines that hold one of some values, found
 * as bytes before the JSON is taken apart. It may let through more, never less: {@link TableWriter}
 * writes a value in one form only.
 */
final class LineFilter {
  private static final int BLOCK = 1 << 16;

  private final byte[][] patterns;

  LineFilter(Set<Object> values) {
    patterns =
        values.stream()
            .map(value -> Json.compact(value).getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
  }

  /** The lines of a stream that are let through. Closing it does not close the stream. */
  InputStream over(InputStream whole) {
    return new Lines(whole);
  }

  private boolean lets(byte[] bytes, int from, int to) {
    for (byte[] pattern : patterns) {
      for (int at = from; at + pattern.length <= to; at++) {
        if (bytes[at] == pattern[0]
            && isBetweenColumns(bytes, at - 1, at + pattern.length)
            && Arrays.equals(bytes, at, at + pattern.length, pattern, 0, pattern.length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBetweenColumns(byte[] bytes, int before, int after) {
    return (bytes[before] == ',' || bytes[before] == '[')
        && (bytes[after] == ',' || bytes[after] == ']');
  }

  /** Whole lines are gathered in one buffer, which grows with the longest line. */
  private final class Lines extends InputStream {
    private final InputStream whole;
    private byte[] buffer = new byte[BLOCK];
    private int filled;
    private int start;
    private int from;
    private int to;
    private boolean isFirst = true;

    Lines(InputStream whole) {
      this.whole = whole;
    }

    @Override
    public int read() throws IOException {
      return from < to || advance() ? buffer[from++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (from >= to && !advance()) {
        return -1;
      }
      int count = Math.min(length, to - from);
      System.arraycopy(buffer, from, target, offset, count);
      from += count;
      return count;
    }

    /** Moves to the next line that is let through. */
    private boolean advance() throws IOException {
      while (true) {
        int end = start;
        while (end < filled && buffer[end] != '\n') {
          end++;
        }
        if (end == filled) {
          if (!fill()) {
            return false;
          }
          continue;
        }
        int line = start;
        start = end + 1;
        if (isFirst || lets(buffer, line, end)) {
          isFirst = false;
          from = line;
          to = start;
          return true;
        }
      }
    }

    private boolean fill() throws IOException {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int count = whole.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        if (filled == 0) {
          return false;
        }
        throw new IOException("the last line does not end in a line feed");
      }
      filled += count;
      return true;
    }
  }
}
