package org.pgevidence.collect.log;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Commands of pgBackRest that move WAL and that went well: nearly all lines of a busy archive. They
 * are followed as bytes; only when something else is said does the command's begin become a {@link
 * PgBackRestRun}.
 */
final class PgBackRestPushes {
  private static final byte[] NONE = new byte[0];

  private final PushedWal pushed;
  private final Line begin = new Line();
  private final Line stanzaBytes = new Line();
  private @Nullable String stanza;
  private boolean isOpen;

  PgBackRestPushes(PushedWal pushed) {
    this.pushed = pushed;
  }

  /** Whether the message that begins at an offset begins a command that moves WAL. */
  static boolean isBegin(Line line, int message) {
    return line.startsWith(message, "archive-")
        && line.indexOf(" command begin ", message, message + 24) > 0;
  }

  /** Keeps the line of a begin until it is known whether the command matters. */
  void begin(Line line) {
    int length = line.length();
    if (begin.bytes.length < length) {
      begin.bytes = new byte[length * 2];
    }
    System.arraycopy(line.bytes, line.start, begin.bytes, 0, length);
    begin.start = 0;
    begin.end = length;
    begin.number = line.number;
    isOpen = true;
  }

  /** True when the line belongs to the command in hand and says that all goes well. */
  boolean take(Line line, int message) throws IOException {
    if (!isOpen) {
      return false;
    }
    if (line.startsWith(message, "pushed WAL file '")) {
      pushed.add(line, message + 17, stanza());
      return true;
    }
    if (line.startsWith(message, "push ") || line.startsWith(message, "found ")) {
      return true;
    }
    int end =
        line.startsWith(message, "archive-")
            ? line.indexOf(" command end: completed successfully", message, message + 24)
            : -1;
    if (end > 0) {
      isOpen = false;
    }
    return end > 0;
  }

  /** The begin whose command turned out to matter, once; null when none is open. */
  @Nullable Line drop() {
    Line kept = isOpen ? begin : null;
    isOpen = false;
    return kept;
  }

  private String stanza() {
    int at = begin.indexOf("--stanza=", 0);
    int from = at < 0 ? begin.end : at + 9;
    int to = from;
    while (to < begin.end && begin.bytes[to] != ' ') {
      to++;
    }
    String known = stanza;
    if (known == null
        || !Arrays.equals(stanzaBytes.bytes, 0, stanzaBytes.bytes.length, begin.bytes, from, to)) {
      stanzaBytes.bytes = from == to ? NONE : Arrays.copyOfRange(begin.bytes, from, to);
      known = begin.text(from, to - from).replace("\"", "");
      stanza = known;
    }
    return known;
  }
}
