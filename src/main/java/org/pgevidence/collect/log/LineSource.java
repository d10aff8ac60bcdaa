package org.pgevidence.collect.log;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into lines (LF or CRLF) in constant memory. A line longer than 32 MiB is cut and
 * said so; a stream that breaks off ends the lines and is said so.
 */
final class LineSource implements AutoCloseable {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LONGEST = 32 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 20];
  private int position;
  private int limit;
  private boolean isEnd;
  private long lines;
  private boolean isCut;
  private boolean isLastLineOpen;
  private @Nullable IOException broken;

  LineSource(InputStream in) {
    this.in = in;
  }

  /** Bytes of the beginning, at most one buffer, without consuming them. */
  byte[] peek() throws IOException {
    while (limit < 1 << 16 && !isEnd) {
      fill();
    }
    return java.util.Arrays.copyOf(buffer, Math.min(limit, 1 << 16));
  }

  /** Sets {@code line} to the next line; false at the end. */
  boolean next(Line line) throws IOException {
    int scan = position;
    while (true) {
      int end = lineEnd(buffer, scan, limit);
      if (end >= 0) {
        set(line, end);
        position = end + 1;
        return true;
      }
      scan = limit;
      if (isEnd) {
        if (position == limit) {
          return false;
        }
        isLastLineOpen = true;
        set(line, limit);
        position = limit;
        return true;
      }
      if (limit - position >= LONGEST) {
        isCut = true;
        set(line, limit);
        position = limit;
        return true;
      }
      scan -= compact();
      fill();
    }
  }

  /** First line feed in [from, to), or -1; eight bytes at a time. */
  private static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) LONGS.get(bytes, i) ^ 0x0A0A0A0A0A0A0A0AL;
      long zeros = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void set(Line line, int to) {
    line.bytes = buffer;
    line.start = position;
    line.end = to > position && buffer[to - 1] == '\r' ? to - 1 : to;
    line.number = ++lines;
  }

  private int compact() {
    int moved = position;
    if (moved > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= moved;
      position = 0;
    } else if (limit == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
    }
    return moved;
  }

  private void fill() throws IOException {
    try {
      int n = in.read(buffer, limit, buffer.length - limit);
      if (n < 0) {
        isEnd = true;
      } else {
        limit += n;
      }
    } catch (IOException e) {
      broken = e;
      isEnd = true;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  long lines() {
    return lines;
  }

  /** Whether the last line had no line end. */
  boolean isLastLineOpen() {
    return isLastLineOpen;
  }

  /** Whether a line was too long and cut into several. */
  boolean isCut() {
    return isCut;
  }

  /** Why the bytes end before the file does; null when they do not. */
  @Nullable IOException broken() {
    return broken;
  }
}
