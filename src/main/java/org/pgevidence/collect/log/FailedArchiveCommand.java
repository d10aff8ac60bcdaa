package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server's archive_command that failed: first the exit code, then as a detail the command. */
final class FailedArchiveCommand {
  private static final Pattern FAILED_ARCHIVE =
      Pattern.compile(
          "archive command (?:failed with exit code (\\d+)|was terminated by signal (\\d+).*)");
  private static final Pattern STANZA = Pattern.compile("--stanza=(\\S+)");

  private final LogContext context;
  private final ArchiveFailures failures;
  private @Nullable Instant failedAt;
  private String path = "";
  private long line;
  private @Nullable String code;

  FailedArchiveCommand(LogContext context, ArchiveFailures failures) {
    this.context = context;
    this.failures = failures;
  }

  /** A message that begins with "archive command". */
  void failed(String message, @Nullable Instant at, long atLine) throws IOException {
    Matcher matcher = FAILED_ARCHIVE.matcher(message);
    if (matcher.matches()) {
      end();
      failedAt = at;
      path = context.path;
      line = atLine;
      code = matcher.group(1) == null ? "signal " + matcher.group(2) : matcher.group(1);
    }
  }

  /** The command that failed, as the detail of the message before. */
  void command(String message) throws IOException {
    Matcher stanza = STANZA.matcher(message);
    Matcher segment = WalSegments.NAME.matcher(message);
    flush(segment.find() ? segment.group() : null, stanza.find() ? stanza.group(1) : "");
  }

  private void flush(@Nullable String segment, String system) throws IOException {
    if (line != 0) {
      failures.failed("postgresql", system, segment, failedAt, path, line, code);
      line = 0;
    }
  }

  /** No detail followed. */
  void end() throws IOException {
    flush(null, "");
  }
}
