package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says when it meets a damaged page or a file that is too short: when it reads (13 to
 * 17 name one block, 18 also several), when a base backup reads, and in replay. The first one of a
 * file stands for all.
 */
final class DamageMessages {
  private static final Pattern DAMAGE =
      Pattern.compile(
          "page verification failed.*|invalid page in block .*|\\d+ invalid pages among blocks .*"
              + "|checksum verification failed in file .*|could not read blocks? \\d.* in file .*"
              + "|(?:ignoring|zeroing) .*\\b(?:checksum failure|invalid page).*"
              + "|WAL contains references to invalid pages");

  private final LogContext context;
  private boolean isTold;

  DamageMessages(LogContext context) {
    this.context = context;
  }

  /** Whether a message may tell of damage, by its first bytes. */
  static boolean isInteresting(Line line, int at) {
    return switch (line.at(at)) {
      case 'p' -> line.startsWith(at, "page verification failed");
      case 'i' -> line.startsWith(at, "invalid page in") || line.startsWith(at, "ignoring ");
      case 'c' ->
          line.startsWith(at, "checksum verification failed")
              || line.startsWith(at, "could not read block");
      case 'z' -> line.startsWith(at, "zeroing ");
      case 'W' -> line.startsWith(at, "WAL contains references");
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          line.indexOf(" invalid pages among", at, at + 12) >= 0;
      default -> false;
    };
  }

  /** Takes a message; false when it tells of no damage. */
  boolean message(String message, @Nullable Instant at, long line) throws IOException {
    if (!DAMAGE.matcher(message).matches()) {
      return false;
    }
    if (!isTold) {
      isTold = true;
      context.emit(
          new LogRow("verify_run")
              .set("line", line)
              .set("item", 1L)
              .set("tool", "postgresql")
              .set("verified_at", at)
              .set("result", "damaged")
              .set("error", Redaction.line(message)));
    }
    return true;
  }

  /** Damage is told once a file. */
  void fileEnds() {
    isTold = false;
  }
}
