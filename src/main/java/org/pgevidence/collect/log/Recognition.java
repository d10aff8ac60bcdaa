package org.pgevidence.collect.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Decides by its first bytes what a file is; names and extensions do not count. */
final class Recognition {
  private static final Pattern CSV =
      Pattern.compile(
          "(?s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\w+,(\"[^\"]*\")?,(\"[^\"]*\")?,\\d*,.*");
  private static final Pattern SERVER =
      Pattern.compile("(?m)^.*?(?:LOG|FATAL|ERROR|PANIC|WARNING|NOTICE):  ");
  private static final Pattern PGBACKREST =
      Pattern.compile(
          "(?m)^(?:\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} P\\d{2,3} |ERROR: \\[\\d{3}\\]|WARN: |-+PROCESS START)");
  private static final Pattern BARMAN =
      Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} \\[\\d+\\] barman");
  private static final Pattern BARMAN_TEXT =
      Pattern.compile(
          "(?m)^\\t[^:\\n]+: (?:OK|FAILED)|^Backup \\w+:$|^BARMAN (?:OK|CRITICAL|WARNING)");
  private static final Pattern BARMAN_LIST =
      Pattern.compile("(?m)^\\S+ \\d{8}T\\d{6}(?: '.*')?(?: - [FI])? - ");
  private static final Pattern TOOL =
      Pattern.compile(
          "(?m)^(?:/\\S+/)?pg_(dumpall|dump|restore|basebackup|verifybackup|checksums|amcheck|waldump): ");

  private Recognition() {}

  /** Name of the format; "unknown" when nothing fits. */
  static String of(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    String start = text.stripLeading();
    if (start.isEmpty()) {
      return "empty";
    }
    if (text.startsWith("[backrest]") || text.startsWith("[backup") || text.startsWith("[db]")) {
      return "pgbackrest-repository";
    }
    if (text.startsWith("PGDMP")) {
      return "pg_dump-archive";
    }
    if (start.contains("PostgreSQL-Backup-Manifest-Version")
        || (start.contains("\"WAL-Ranges\"") && start.contains("\"Checksum-Algorithm\""))) {
      return "backup_manifest";
    }
    if (start.startsWith("{")
        && start.lines().findFirst().orElse("").contains("\"error_severity\"")) {
      return "postgresql-jsonlog";
    }
    if (start.startsWith("{")
        || start.startsWith("[{")
        || start.startsWith("[\n")
        || start.startsWith("[]")) {
      return "json";
    }
    if (start.startsWith("START WAL LOCATION: ")) {
      return text.contains("STOP WAL LOCATION") ? "backup-history" : "backup_label";
    }
    if (SmallFiles.HISTORY.matcher(text.lines().findFirst().orElse("")).matches()) {
      return "timeline-history";
    }
    if (text.contains("last_archived_wal") && start.startsWith("-[ RECORD")) {
      return "pg_stat_archiver";
    }
    if (text.startsWith("backup_label=")
        || (text.contains("\nbegin_wal=") && text.contains("\nstatus="))) {
      return "barman-backup-info";
    }
    return text(text);
  }

  private static String text(String text) {
    if (text.startsWith("stanza: ")) {
      return "pgbackrest-info-text";
    }
    if (CSV.matcher(text).matches()) {
      return "postgresql-csvlog";
    }
    if (WalgLog.LINE.matcher(text.lines().findFirst().orElse("")).matches()) {
      return "wal-g-log";
    }
    if (BARMAN.matcher(text).find()) {
      return "barman-log";
    }
    if (text.startsWith(Beside.PAGE_WARNING)) {
      return "pg_basebackup";
    }
    boolean isPgBackRest = PGBACKREST.matcher(text).find();
    if (SERVER.matcher(text).find()
        && !TOOL.matcher(text).find()
        && !text.startsWith("heap table ")) {
      return text.startsWith("WARNING:  page verification") ? "pg_amcheck" : "postgresql-stderr";
    }
    if (isPgBackRest) {
      return "pgbackrest-log";
    }
    if (BARMAN_TEXT.matcher(text).find() || BARMAN_LIST.matcher(text).find()) {
      return "barman-text";
    }
    if (text.startsWith("ERROR: ") && !text.startsWith("ERROR:  ")) {
      return "barman-console";
    }
    var tool = TOOL.matcher(text);
    if (tool.find()) {
      return "pg_" + tool.group(1);
    }
    return other(text);
  }

  private static String other(String text) {
    if (text.startsWith("backup successfully verified")) {
      return "pg_verifybackup";
    }
    if (text.startsWith("Checksum operation completed") || text.startsWith("Checksum scan")) {
      return "pg_checksums";
    }
    if (text.startsWith("heap table ") || text.startsWith("btree index ")) {
      return "pg_amcheck";
    }
    for (String word :
        List.of(
            "Starting backup using",
            "Starting local restore",
            "Starting remote restore",
            "Verifying backup '",
            "Deleting backup ",
            "ERROR: ",
            "Starting WAL archiving",
            "The WAL file ",
            "Creating physical replication slot",
            "Restore operation")) {
      if (text.startsWith(word)) {
        return "barman-console";
      }
    }
    if (text.startsWith("Server ") && text.contains(":\n")) {
      return "barman-text";
    }
    if (text.startsWith("pg_control version number:")) {
      return "pg_controldata";
    }
    if (text.contains("; Archive created at ") || text.contains("-- PostgreSQL database dump")) {
      return "pg_dump-text";
    }
    return "unknown";
  }
}
