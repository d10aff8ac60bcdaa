package org.pgevidence.collect.log;

import java.nio.charset.StandardCharsets;

/**
 * Times of lines that are not read further. The first and the last one tell what the file covers;
 * those between are not even decoded.
 */
final class SpareTime {
  private static final int LONGEST = 32;

  private final LogContext context;
  private final byte[] last = new byte[LONGEST];
  private int length;
  private boolean hasFirst;

  SpareTime(LogContext context) {
    this.context = context;
  }

  /** Keeps the time that begins at an offset. */
  void keep(Line line, int offset) {
    keep(line, offset, LONGEST);
  }

  /** Keeps the time that begins at an offset and is at most so long. */
  void keep(Line line, int offset, int longest) {
    length = Math.max(0, Math.min(longest, line.length() - offset));
    System.arraycopy(line.bytes, line.start + offset, last, 0, length);
    if (!hasFirst) {
      hasFirst = true;
      see();
    }
  }

  private void see() {
    context.saw(
        context.times.find(new String(last, 0, length, StandardCharsets.UTF_8)).orElse(null));
  }

  /** The file is over. */
  void end() {
    if (hasFirst) {
      see();
    }
    hasFirst = false;
  }
}
