package org.pgevidence.collect.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What the members of a gzip file hold, one behind the other (RFC 1952); zeros behind the last are
 * padding. The platform's own stream ends in silence where anything else follows a member, so that
 * a log would seem to end there.
 *
 * <p>A file that breaks off is an {@link EOFException}, anything else wrong a {@link ZipException};
 * both come after all that could be read.
 */
final class Gunzip extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CHECK = 2;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private boolean isInside;
  private boolean hasMember;

  Gunzip(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    while (isInside || begin()) {
      try {
        int n = inflater.inflate(to, offset, length);
        if (n > 0) {
          sum.update(to, offset, n);
          return n;
        }
      } catch (DataFormatException e) {
        throw new ZipException("the gzip stream is damaged");
      }
      if (inflater.finished()) {
        at = limit - inflater.getRemaining();
        finish();
      } else {
        fill();
        inflater.setInput(buffer, 0, limit);
      }
    }
    return -1;
  }

  /** Reads a member's header; false at the end of the file. */
  private boolean begin() throws IOException {
    int first = hasMember ? next() : must();
    while (hasMember && first == 0) {
      first = next();
      if (first > 0) {
        throw behind();
      }
    }
    if (first < 0) {
      return false;
    }
    if (first != 0x1f || must() != 0x8b || must() != 8) {
      throw behind();
    }
    int flags = must();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(must() + 256 * must());
    }
    for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
      int letter;
      do {
        letter = must();
      } while (letter != 0);
    }
    if ((flags & HEADER_CHECK) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(buffer, at, limit - at);
    sum.reset();
    hasMember = true;
    isInside = true;
    return true;
  }

  private ZipException behind() {
    return new ZipException(
        hasMember ? "something else follows the gzip stream" : "the gzip stream is damaged");
  }

  /** Compares a member's end with what was read. */
  private void finish() throws IOException {
    if (word() != sum.getValue() || word() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the gzip stream is damaged");
    }
    isInside = false;
  }

  private long word() throws IOException {
    return must() + (must() << 8) + (must() << 16) + ((long) must() << 24);
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      must();
    }
  }

  private int must() throws IOException {
    int value = next();
    if (value < 0) {
      throw new EOFException("the gzip stream breaks off");
    }
    return value;
  }

  private int next() throws IOException {
    if (at == limit) {
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      at = 0;
    }
    return at == limit ? -1 : buffer[at++] & 0xff;
  }

  private void fill() throws IOException {
    limit = in.read(buffer, 0, buffer.length);
    at = 0;
    if (limit <= 0) {
      limit = 0;
      throw new EOFException("the gzip stream breaks off");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
