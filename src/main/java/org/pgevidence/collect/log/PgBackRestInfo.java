package org.pgevidence.collect.log;

import static org.pgevidence.collect.log.Documents.at;
import static org.pgevidence.collect.log.Documents.flag;
import static org.pgevidence.collect.log.Documents.map;
import static org.pgevidence.collect.log.Documents.maps;
import static org.pgevidence.collect.log.Documents.number;
import static org.pgevidence.collect.log.Documents.text;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code pgbackrest info --output=json}, 2.38 to 2.60: completed backups only, status per
 * repository. The exit code of info is always 0: status.code counts. Unknown keys are ignored.
 */
final class PgBackRestInfo {
  private final LogContext context;
  private long item;

  PgBackRestInfo(LogContext context) {
    this.context = context;
  }

  static boolean recognises(@Nullable Object json) {
    return json instanceof List<?> list
        && !maps(list).isEmpty()
        && maps(list).stream()
            .allMatch(stanza -> stanza.containsKey("name") && stanza.get("status") instanceof Map);
  }

  void read(@Nullable Object json) throws IOException {
    for (var stanza : maps(json)) {
      String name = String.valueOf(stanza.get("name"));
      boolean isRunning = Boolean.TRUE.equals(at(stanza, "status", "lock", "backup").get("held"));
      var repositories = maps(stanza.get("repo"));
      if (repositories.isEmpty()) {
        status(stanza, name, "", at(stanza, "status"), null);
      }
      for (var repository : repositories) {
        String key = String.valueOf(text(repository.get("key")));
        status(stanza, name, key, at(repository, "status"), text(repository.get("cipher")));
      }
      for (var backup : maps(stanza.get("backup"))) {
        backup(stanza, name, backup);
      }
      if (isRunning) {
        context.note("a backup was running when info was asked");
      }
    }
  }

  private void status(
      Map<String, @Nullable Object> stanza,
      String name,
      String key,
      Map<String, @Nullable Object> status,
      @Nullable String cipher)
      throws IOException {
    LogRow row =
        new LogRow("backup_repository")
            .set("line", 1L)
            .set("item", ++item)
            .set("tool", "pgbackrest")
            .set("system", name)
            .set("repository", key)
            .set("status_code", number(status.get("code")))
            .set("status", Redaction.line(String.valueOf(status.get("message"))))
            .set("encryption", cipher);
    if (stanza.containsKey("backup")) {
      long count =
          maps(stanza.get("backup")).stream().filter(b -> isOf(at(b, "database"), key)).count();
      row.set("backup_count", count);
    }
    for (var archive : maps(stanza.get("archive"))) {
      if (isOf(at(archive, "database"), key)) {
        row.set("wal_min", text(archive.get("min"))).set("wal_max", text(archive.get("max")));
      }
    }
    for (var database : maps(stanza.get("db"))) {
      if (isOf(database, key)) {
        row.set("system_identifier", text(database.get("system-id")));
        row.set("server_version", text(database.get("version")));
      }
    }
    context.emit(row);
  }

  private static boolean isOf(Map<String, @Nullable Object> owner, String key) {
    return key.isEmpty() || key.equals(text(owner.get("repo-key")));
  }

  private void backup(
      Map<String, @Nullable Object> stanza, String name, Map<String, @Nullable Object> backup)
      throws IOException {
    String key = String.valueOf(text(at(backup, "database").get("repo-key")));
    var info = at(backup, "info");
    String label = String.valueOf(backup.get("label"));
    LogRow row =
        new LogRow("backup_run")
            .set("line", 1L)
            .set("item", ++item)
            .set("tool", "pgbackrest")
            .set("source", "catalog")
            .set("system", name)
            .set("repository", key)
            .set("label", label)
            .set("type", text(backup.get("type")))
            .set("started_at", epoch(at(backup, "timestamp").get("start")))
            .set("stopped_at", epoch(at(backup, "timestamp").get("stop")))
            .set("time_grade", "stated")
            .set("result", "succeeded")
            .set("prior", text(backup.get("prior")))
            .set("size_bytes", number(info.get("size")))
            .set("delta_bytes", number(info.get("delta")))
            .set("repository_bytes", number(at(info, "repository").get("delta")))
            .set("wal_start", text(at(backup, "archive").get("start")))
            .set("wal_stop", text(at(backup, "archive").get("stop")))
            .set("lsn_start", text(at(backup, "lsn").get("start")))
            .set("lsn_stop", text(at(backup, "lsn").get("stop")))
            .set("has_page_error", flag(backup.get("error")));
    if (row.get("wal_start") instanceof String wal && wal.length() == 24) {
      row.set("timeline", Long.parseLong(wal.substring(0, 8), 16));
    }
    for (var repository : maps(stanza.get("repo"))) {
      if (key.equals(text(repository.get("key")))) {
        row.set("encryption", text(repository.get("cipher")));
      }
    }
    for (var database : maps(stanza.get("db"))) {
      if (key.equals(text(database.get("repo-key")))) {
        row.set("system_identifier", text(database.get("system-id")));
        row.set("server_version", text(database.get("version")));
      }
    }
    if (backup.get("error-list") instanceof List<?> errors && !errors.isEmpty()) {
      row.set("error", errors.size() + " files with invalid pages, first " + errors.getFirst());
    }
    context.toolVersion(text(map(backup.get("backrest")).get("version")));
    context.emit(row);
  }

  static @Nullable Instant epoch(@Nullable Object seconds) {
    Long number = number(seconds);
    return number == null ? null : Instant.ofEpochSecond(number);
  }
}
