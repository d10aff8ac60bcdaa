package org.pgevidence.collect.log;

/** Which parser reads which format. */
final class LogParsers {
  private LogParsers() {}

  /** A parser for a file of a format that {@link Recognition} or {@link RepositoryFile} names. */
  static LogParser of(String format, LogContext context) {
    return switch (format) {
      case "json" -> new JsonDocument(context);
      case "postgresql-csvlog" -> new CsvLog(context);
      case "postgresql-jsonlog" -> new JsonServerLog(context);
      case "pgbackrest-info-text" -> new PgBackRestInfoText(context);
      case "barman-text" -> new BarmanText(context);
      case "wal-g-log" -> new WalgLog(context);
      case "backup_label",
          "backup-history",
          "timeline-history",
          "pg_stat_archiver",
          "backup_manifest",
          "barman-backup-info" ->
          new SmallFiles(context, format);
      case "pg_dump-text", "pg_dump-archive" -> new DumpFile(context, format);
      case "pg_controldata" -> new ControlData(context);
      case "unknown", "empty", "encrypted-file", "pgbackrest-repository", "barman-repository" ->
          new Ignored();
      default -> new TextLog(context);
    };
  }

  /** A file that says nothing for the timeline; it is hashed and counted. */
  private static final class Ignored implements LogParser {
    @Override
    public void line(Line line) {}

    @Override
    public void end() {}
  }
}
