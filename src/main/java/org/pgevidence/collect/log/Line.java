package org.pgevidence.collect.log;

import java.nio.charset.StandardCharsets;

/**
 * One line of a file as bytes, without its line end. The same object is used for every line:
 * whoever keeps something must take {@link #text}.
 */
final class Line {
  byte[] bytes = new byte[0];
  int start;
  int end;
  long number;

  int length() {
    return end - start;
  }

  /** Byte at an offset from the line's start, or 0 behind its end. */
  int at(int offset) {
    return offset < end - start ? bytes[start + offset] : 0;
  }

  boolean startsWith(String ascii) {
    return startsWith(0, ascii);
  }

  boolean startsWith(int offset, String ascii) {
    int length = ascii.length();
    if (offset + length > end - start) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether lower-case ASCII letters stand at an offset in either case. */
  boolean startsWithIgnoringCase(int offset, String lower) {
    if (offset < 0 || offset + lower.length() > end - start) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      int b = bytes[start + offset + i];
      if (b != lower.charAt(i) && (b < 'A' || b > 'Z' || b + 32 != lower.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Offset of the first occurrence at or behind {@code from}, or -1. */
  int indexOf(String ascii, int from) {
    return indexOf(ascii, from, Integer.MAX_VALUE);
  }

  /** As {@link #indexOf(String, int)}, for occurrences that begin before {@code until}. */
  int indexOf(String ascii, int from, int until) {
    int last = Math.min(end - start - ascii.length(), until - 1);
    byte first = (byte) ascii.charAt(0);
    for (int i = from; i <= last; i++) {
      if (bytes[start + i] == first && startsWith(i, ascii)) {
        return i;
      }
    }
    return -1;
  }

  boolean contains(String ascii) {
    return indexOf(ascii, 0) >= 0;
  }

  /** Whether it begins with a date: dddd-dd-dd dd:dd:dd. */
  boolean isDated() {
    return length() >= 19
        && isDigit(0)
        && isDigit(1)
        && at(4) == '-'
        && at(7) == '-'
        && at(10) == ' '
        && at(13) == ':'
        && at(16) == ':'
        && isDigit(18);
  }

  boolean isDigit(int offset) {
    int b = at(offset);
    return b >= '0' && b <= '9';
  }

  /** Number of {@code count} digits at an offset, or -1 when they are not all digits. */
  int number(int offset, int count) {
    if (offset + count > end - start) {
      return -1;
    }
    int number = 0;
    for (int i = start + offset; i < start + offset + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  String text() {
    return text(0);
  }

  String text(int offset) {
    int from = Math.min(start + offset, end);
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  String text(int offset, int length) {
    return new String(
        bytes, start + offset, Math.min(length, end - start - offset), StandardCharsets.UTF_8);
  }
}
