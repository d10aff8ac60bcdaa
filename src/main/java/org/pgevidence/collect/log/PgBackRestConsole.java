package org.pgevidence.collect.log;

import java.io.IOException;

/** Lines of pgBackRest without a time: errors and warnings on a console, and continuations. */
final class PgBackRestConsole {
  private final LogContext context;
  private final PgBackRestMessages messages;
  private final PgBackRestRuns open;

  /** {@code open} are the commands that have begun and not ended, oldest first. */
  PgBackRestConsole(LogContext context, PgBackRestMessages messages, PgBackRestRuns open) {
    this.context = context;
    this.messages = messages;
    this.open = open;
  }

  void line(Line line) throws IOException {
    if (line.startsWith("ERROR: [")) {
      error(Redaction.line(line.text(7)), line.number);
    } else if (line.startsWith("WARN: ")) {
      warn(line.text(6), line.number);
    } else if (line.at(0) == ' ' && !open.isEmpty() && !open.newest().isArchiving()) {
      messages.continued(open.newest(), line.text().strip(), line.number);
    }
  }

  private void error(String text, long line) throws IOException {
    if (open.isEmpty()) {
      fault(context.path, line, "console_error", text);
    } else {
      open.newest().error = text;
    }
  }

  private void warn(String text, long line) throws IOException {
    if (open.isEmpty() && text.startsWith("resumable backup ")) {
      context.note("says that an aborted backup is resumed");
    } else if (open.isEmpty()) {
      fault(context.path, line, "console_warning", Redaction.line(text));
    } else {
      PgBackRestBackup.warning(open.newest(), text);
    }
  }

  /** A row of backup_check that says failed. */
  void fault(String path, long line, String name, String hint) throws IOException {
    context.emit(
        new LogRow("backup_check")
            .set("path", path)
            .set("line", line)
            .set("item", 1L)
            .set("tool", "pgbackrest")
            .set("name", name)
            .set("status", "failed")
            .set("hint", hint));
  }
}
