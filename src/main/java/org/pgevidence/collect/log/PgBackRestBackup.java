package org.pgevidence.collect.log;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pgBackRest's command backup says between its begin and its end. */
final class PgBackRestBackup {
  private static final Pattern WAL =
      Pattern.compile("backup (start|stop) archive = ([0-9A-F]{24}), lsn = ([0-9A-F]+/[0-9A-F]+)");
  private static final Pattern LABEL =
      Pattern.compile("new backup label = (\\d{8}-\\d{6}F(?:_\\d{8}-\\d{6}[DI])?)");
  private static final Pattern PRIOR = Pattern.compile("last backup label = (\\S+?), version = .*");
  private static final Pattern SIZE =
      Pattern.compile("(full|diff|incr) backup size = ([\\d.]+)(B|KB|MB|GB|TB|PB).*");

  private PgBackRestBackup() {}

  /** Whether a message says something about one backup, so that it matters whose it is. */
  static boolean isOwn(String message) {
    return message.startsWith("backup start archive") || message.startsWith("backup stop archive");
  }

  /** Whether a message stands just before the end line of its own command. */
  static boolean isClosing(String message) {
    return message.startsWith("new backup label")
        || message.startsWith("backup stop archive")
        || SIZE.matcher(message).matches();
  }

  /** Takes closing facts that were noted at the newest run over to the run that really ended. */
  static void moveClosing(PgBackRestRun from, PgBackRestRun to) {
    if (from == to || !to.command.equals("backup")) {
      return;
    }
    for (String column :
        List.of(
            "label", "size_bytes", "delta_bytes", "type", "wal_stop", "lsn_stop", "is_rounded")) {
      to.row().set(column, from.row().get(column));
    }
  }

  static void message(PgBackRestRun run, String message) {
    Matcher wal = WAL.matcher(message);
    if (wal.matches()) {
      String which = wal.group(1);
      run.row().set("wal_" + which, wal.group(2)).set("lsn_" + which, wal.group(3));
      run.row().set("timeline", Long.parseLong(wal.group(2).substring(0, 8), 16));
      return;
    }
    Matcher label = LABEL.matcher(message);
    if (label.matches()) {
      run.row().set("label", label.group(1)).set("type", typeOf(label.group(1)));
      return;
    }
    Matcher prior = PRIOR.matcher(message);
    if (prior.matches()) {
      run.row().set("prior", prior.group(1));
      return;
    }
    Matcher size = SIZE.matcher(message);
    if (size.matches()) {
      Long copied = bytes(size.group(2), size.group(3));
      run.row()
          .set("type", size.group(1))
          .set("delta_bytes", copied)
          .set("size_bytes", size.group(1).equals("full") ? copied : null)
          .set("is_rounded", 1L);
    } else if (message.startsWith("resumable backup ")) {
      run.row().set("is_resumed", 1L);
    }
  }

  static String typeOf(String label) {
    return label.endsWith("D") ? "diff" : label.endsWith("I") ? "incr" : "full";
  }

  static long bytes(String number, String unit) {
    int power = List.of("B", "KB", "MB", "GB", "TB", "PB").indexOf(unit.replace("i", ""));
    return new BigDecimal(number).multiply(BigDecimal.valueOf(1L << (10 * power))).longValue();
  }

  static void warning(PgBackRestRun run, String text) {
    if (!run.command.equals("backup")) {
      return;
    }
    if (text.startsWith("invalid page checksum")) {
      run.row().set("has_page_error", 1L);
      run.error = run.error == null ? Redaction.line(text) : run.error;
    } else if (text.startsWith("resumable backup ")) {
      run.row().set("is_resumed", 1L);
    }
  }
}
