package org.pgevidence.fix;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the statements of one file run.
 *
 * @param database "" for what holds for the whole cluster, from any database
 * @param isTransaction false for statements that refuse a transaction block
 */
record Place(String database, boolean isTransaction) {
  static final Place CLUSTER = new Place("", true);
  static final Comparator<Place> ORDER =
      Comparator.comparing(Place::database)
          .thenComparing(Place::isTransaction, Comparator.reverseOrder());

  /** Comments and quoted parts in one pass: an apostrophe in a comment opens no literal. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "--[^\n]*|(\"(?:[^\"]|\"\")*\"|E'(?:[^'\\\\]|''|\\\\.)*'|'(?:[^']|'')*')",
          Pattern.DOTALL);

  private static final Pattern RELOAD =
      Pattern.compile("select pg_catalog\\.pg_reload_conf\\(\\);?");
  private static final Pattern SQL =
      Pattern.compile(
          "(alter|revoke|grant|drop|create|reassign|select|reindex|comment|security|set|update|insert|delete)\\s.*",
          Pattern.DOTALL);
  private static final Pattern ALONE =
      Pattern.compile(
          "(?:^|;)\\s*(alter system|create database|drop database|reindex (?:database|system)|create subscription"
              + "|drop subscription|alter database \\S+ set tablespace|\\w+(?: unique)? (?:index|table|schema)? ?concurrently)");
  private static final Pattern CLUSTER_WIDE =
      Pattern.compile(
          "(alter|create|drop) (system|role|user(?! mapping)|database|tablespace)\\b.*"
              + "|(set role \\S+; )?(grant|revoke)\\b.* on (database|parameter|tablespace) .*"
              + "|(grant|revoke)\\b(?!.* on ).*"
              + "|select pg_catalog\\.pg_reload_conf.*",
          Pattern.DOTALL);

  /** The statements without what stands in quotes and comments. */
  private static String bare(String text) {
    if (text.indexOf('"') < 0 && text.indexOf('\'') < 0 && !text.contains("--")) {
      return text.strip();
    }
    return OPAQUE.matcher(text).replaceAll(match -> match.group(1) == null ? "" : "\"\"").strip();
  }

  private static boolean hasComment(String text) {
    return text.contains("--")
        && OPAQUE.matcher(text).results().anyMatch(match -> match.group(1) == null);
  }

  /**
   * Whether a fix is statements, as the catalogue writes them: lower case, words begin upper. A
   * reload after an edit that a comment describes is words: the edit is the repair.
   */
  static boolean isSql(Repair repair, String text) {
    if (!hasComment(text)) {
      return SQL.matcher(bare(text)).matches();
    }
    String bare = bare(text);
    boolean isEdit = RELOAD.matcher(bare).matches();
    return !repair.hasLineBreak() && !isEdit && SQL.matcher(bare).matches();
  }

  /** Where the statement runs; empty when its object lives in a database that is not named. */
  static Optional<Place> of(Repair repair) {
    String bare = bare(repair.fix());
    boolean isTransaction =
        !ALONE.matcher(bare).find() && !ALONE.matcher(bare(repair.undo())).find();
    if (CLUSTER_WIDE.matcher(bare).matches()) {
      return Optional.of(new Place("", isTransaction));
    }
    return prefix(repair.subject())
        .or(repair::database)
        .map(name -> new Place(name, isTransaction));
  }

  /** The database that stands before the object in a subject, its quotes taken off. */
  private static Optional<String> prefix(String subject) {
    if (subject.startsWith("\"")) {
      var matcher = Pattern.compile("\"((?:[^\"]|\"\")+)\": ", Pattern.DOTALL).matcher(subject);
      return matcher.lookingAt()
          ? Optional.of(matcher.group(1).replace("\"\"", "\""))
          : Optional.empty();
    }
    int end = subject.indexOf(": ");
    return end > 0 ? Optional.of(subject.substring(0, end)) : Optional.empty();
  }

  /** Ends a text with a semicolon that no comment swallows. */
  static String terminated(String sql) {
    String text = sql.strip();
    if (bare(text).endsWith(";")) {
      return text;
    }
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return text + (last.contains("--") ? "\n;" : ";");
  }

  /** How a heading names it; safe in a comment. */
  String title() {
    return (database.isEmpty() ? "the whole cluster" : "database " + OneLine.of(database))
        + (isTransaction ? "" : ", statements that refuse a transaction");
  }
}
