package org.pgevidence.collect.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgevidence.collect.log.LogOptions;
import org.pgevidence.collect.log.LogSink;
import org.pgevidence.collect.log.LogSources;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.Row;
import org.pgevidence.fact.Schema;

/**
 * What the restored server's log says of its recovery.
 *
 * @param lastTransactionAt ISO 8601 UTC of the last replayed transaction
 * @param fatal first message that ended the server
 * @param stop why recovery stopped, as the server says it when it meets a target
 * @param redoneTo position of the last record that was replayed
 */
record RecoveryLog(
    Optional<String> lastTransactionAt,
    Optional<String> fatal,
    Optional<String> stop,
    OptionalLong redoneTo) {
  private static final Pattern STOP = Pattern.compile(".* LOG:  (recovery stopping .*)");
  private static final Pattern REDONE =
      Pattern.compile(".* LOG:  redo done at ([0-9A-F]+)/([0-9A-F]+).*");
  private static final Pattern FATAL = Pattern.compile(".* (?:FATAL|PANIC):  (.*)");

  /** Reads it as the collector would, and a little more. */
  static RecoveryLog read(Path log) throws IOException {
    String[] last = new String[1];
    LogSources.read(
        "server",
        List.of(log),
        LogOptions.DEFAULT,
        new LogSink() {
          @Override
          public void row(String table, @Nullable Object... values) {
            if (table.equals("recovery")) {
              String at =
                  new Row(Schema.standard().table(table), values).textOrNull("last_transaction_at");
              last[0] = at == null ? last[0] : at;
            }
          }

          @Override
          public void gap(Gap gap) {
            // the server still writes: that the log has no end is no gap
          }
        });
    Optional<String> fatal = Optional.empty();
    Optional<String> stop = Optional.empty();
    OptionalLong redone = OptionalLong.empty();
    try (var lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher stopping = STOP.matcher(line);
        Matcher done = REDONE.matcher(line);
        Matcher end = FATAL.matcher(line);
        if (stopping.matches()) {
          stop = Optional.of(stopping.group(1));
        } else if (done.matches()) {
          redone =
              OptionalLong.of(
                  (Long.parseLong(done.group(1), 16) << 32) | Long.parseLong(done.group(2), 16));
        } else if (end.matches()
            && !line.contains("the database system is ")
            && !line.contains("terminating ")) {
          fatal = fatal.or(() -> Optional.of(end.group(1)));
        }
      }
    }
    return new RecoveryLog(Optional.ofNullable(last[0]), fatal, stop, redone);
  }

  /** Number of the WAL segment of a file name, without its timeline. */
  static long segment(String file, long segmentBytes) {
    return Long.parseLong(file.substring(8, 16), 16) * ((1L << 32) / segmentBytes)
        + Long.parseLong(file.substring(16, 24), 16);
  }
}
