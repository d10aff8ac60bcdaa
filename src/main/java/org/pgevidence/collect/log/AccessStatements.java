package org.pgevidence.collect.log;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;

/**
 * Statements on roles and rights that a server log holds: those of log_statement, of
 * log_min_duration_statement and of pgaudit (classes ROLE and DDL). Their text is read and dropped.
 * A statement is logged before it runs; one that the log then reports as failed is marked so.
 */
final class AccessStatements {
  private static final Pattern START =
      Pattern.compile(
          "(?s)(?:duration: [\\d.]+ ms  )?(?:statement|execute [^:]*): (?<sql>.*)|AUDIT: (?<audit>.*)");
  private static final Pattern USER = Pattern.compile("\\b(?:user|usr|u)=([^\\s,;|/\\])]+)");
  private static final Pattern DATABASE =
      Pattern.compile("\\b(?:db|database|dbname|d)=([^\\s,;|/\\])]+)");
  private static final Pattern BOTH = Pattern.compile("([^\\s,;|/\\[(]+)@([^\\s,;|:/\\])]+)");
  private static final int MOST_BYTES = 1 << 20;

  /** Failures follow their statement closely; what is older is written. */
  private static final int KEPT = 64;

  private final LogContext context;
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private @Nullable Open open;
  private boolean isOfInterest;

  /** Rows of one statement, until it can no longer be reported as failed. */
  private record Kept(String digest, List<LogRow> rows) {}

  /** A statement whose text may go on; of a text log, who ran it and when stand in the prefix. */
  private record Open(
      boolean isFailure, long line, Supplier<Session> session, StringBuilder text) {}

  private record Session(@Nullable Instant at, @Nullable String actor, @Nullable String database) {}

  AccessStatements(LogContext context) {
    this.context = context;
  }

  /**
   * A message of a text log. Most do nothing to rights, so that it is read only when it may.
   *
   * @param mayAct whether its first line may hold such a statement; lines that follow may too
   * @param prefix of the line, from which time, user and database are guessed
   */
  void message(String severity, String message, long line, String prefix, boolean mayAct)
      throws IOException {
    message(severity, message, line, () -> session(prefix), mayAct);
  }

  private Session session(String prefix) {
    Matcher both = BOTH.matcher(prefix);
    boolean hasBoth = both.find();
    String actor = first(USER, prefix);
    String database = first(DATABASE, prefix);
    return new Session(
        context.times.find(prefix).orElse(null),
        actor == null && hasBoth ? both.group(1) : actor,
        database == null && hasBoth && !both.group(2).matches("[\\d.]+|localhost")
            ? both.group(2)
            : database);
  }

  private static @Nullable String first(Pattern pattern, String prefix) {
    Matcher matcher = pattern.matcher(prefix);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** A message whose session the log names. */
  void message(
      String severity,
      String message,
      @Nullable Instant at,
      long line,
      @Nullable String actor,
      @Nullable String database)
      throws IOException {
    message(severity, message, line, () -> new Session(at, actor, database), true);
  }

  private void message(
      String severity, String message, long line, Supplier<Session> session, boolean mayAct)
      throws IOException {
    close();
    if (severity.equals("STATEMENT") || severity.equals("LOG")) {
      open = new Open(severity.equals("STATEMENT"), line, session, new StringBuilder(message));
      isOfInterest = mayAct;
    }
  }

  /** The text goes on in the next line. */
  void more(Line line) {
    if (open != null && open.text().length() < MOST_BYTES) {
      isOfInterest |= AccessVerbs.mayAct(line, 0);
      open.text().append('\n').append(line.text());
    }
  }

  /** The record is over. */
  void close() throws IOException {
    Open record = open;
    open = null;
    if (record == null || !isOfInterest) {
      return;
    }
    String text = record.text().toString();
    if (record.isFailure()) {
      failed(text);
      return;
    }
    Matcher start = START.matcher(text);
    if (start.matches()) {
      String audit = start.group("audit");
      statement(record, audit == null ? start.group("sql") : audited(audit), audit != null);
    }
  }

  /** The statement of AUDIT: type, id, sub-id, class, command, object type, name, statement. */
  private static String audited(String text) {
    List<String> fields = CsvLog.fields(text);
    return fields.size() > 7 ? fields.get(7) : "";
  }

  private void statement(Open record, String sql, boolean isAudit) throws IOException {
    long item = 0;
    List<LogRow> rows = new ArrayList<>();
    List<AccessSql.Act> acts = AccessSql.read(sql);
    if (acts.isEmpty()) {
      return;
    }
    Session session = record.session().get();
    for (AccessSql.Act act : acts) {
      item++;
      rows.add(
          context
              .row("access_statement")
              .set("line", record.line())
              .set("item", item)
              .set("logged_at", session.at())
              .set("actor", session.actor())
              .set("actor_database", session.database())
              .set("source", isAudit ? "pgaudit" : "statement")
              .set("kind", act.kind())
              .set("role_name", act.role().isEmpty() ? null : act.role())
              .set("grantee", act.grantee().isEmpty() ? null : act.grantee())
              .set("object_name", act.object().isEmpty() ? null : act.object())
              .set("words", act.words())
              .set("zone_grade", context.times.grade()));
    }
    kept.addLast(new Kept(digest(sql), rows));
    if (kept.size() > KEPT) {
      emit(kept.removeFirst());
    }
  }

  /** The log repeats the text of a statement that failed. */
  void failed(String sql) {
    if (kept.isEmpty()) {
      return;
    }
    String digest = digest(sql);
    java.util.Iterator<Kept> newest = kept.descendingIterator();
    while (newest.hasNext()) {
      Kept one = newest.next();
      boolean isOpen =
          one.rows().stream().noneMatch(row -> Long.valueOf(1).equals(row.get("has_failed")));
      if (one.digest().equals(digest) && isOpen) {
        one.rows().forEach(row -> row.set("has_failed", 1L));
        return;
      }
    }
  }

  private static String digest(String sql) {
    return Digest.hex(sql.replaceAll("\\s+", " ").strip());
  }

  private void emit(Kept one) throws IOException {
    for (LogRow row : one.rows()) {
      context.emit(row);
    }
  }

  void end() throws IOException {
    close();
    while (!kept.isEmpty()) {
      emit(kept.removeFirst());
    }
  }
}
