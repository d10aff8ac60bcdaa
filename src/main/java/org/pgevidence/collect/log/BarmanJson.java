package org.pgevidence.collect.log;

import static org.pgevidence.collect.log.Documents.at;
import static org.pgevidence.collect.log.Documents.map;
import static org.pgevidence.collect.log.Documents.maps;
import static org.pgevidence.collect.log.Documents.number;
import static org.pgevidence.collect.log.Documents.text;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code barman -f json}, 3.4 to 3.17: list-backup, show-backup, check, backup, recover, status,
 * show-server. FAILED and STARTED entries have no times; STARTED may be running or dead. An absent
 * encryption field (before 3.14) is "not stated", never "not encrypted". conninfo is not kept.
 */
final class BarmanJson {
  private final LogContext context;
  private long item;

  BarmanJson(LogContext context) {
    this.context = context;
  }

  static boolean recognises(@Nullable Object json) {
    var root = map(json);
    if (root.containsKey("_INFO")
        && (root.containsKey("backup_id")
            || root.containsKey("recovery_start_time_timestamp")
            || root.containsKey("recovery_elapsed_time"))) {
      return true;
    }
    return root.keySet().stream().anyMatch(name -> !name.startsWith("_"))
        && root.entrySet().stream()
            .filter(entry -> !entry.getKey().startsWith("_"))
            .allMatch(entry -> isServer(entry.getValue()));
  }

  private static boolean isServer(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return maps(list).stream().allMatch(backup -> backup.containsKey("backup_id"));
    }
    var server = map(value);
    return server.containsKey("backup_id")
        || server.containsKey("barman_home")
        || server.containsKey("minimum_redundancy")
        || map(server.get("postgresql")).containsKey("status");
  }

  void read(@Nullable Object json) throws IOException {
    var root = map(json);
    if (root.get("_INFO") instanceof List<?> lines) {
      said(lines, root);
      return;
    }
    for (var entry : root.entrySet()) {
      if (entry.getKey().startsWith("_")) {
        continue;
      }
      var server = map(entry.getValue());
      if (entry.getValue() instanceof List<?>) {
        list(entry.getKey(), maps(entry.getValue()));
      } else if (server.containsKey("backup_id")) {
        show(entry.getKey(), server);
      } else if (server.get("active") instanceof Map<?, ?>) {
        status(entry.getKey(), server);
      } else if (server.containsKey("barman_home") || server.containsKey("minimum_redundancy")) {
        server(entry.getKey(), server);
      } else {
        check(entry.getKey(), server);
      }
    }
  }

  private void said(List<?> lines, Map<String, @Nullable Object> root) throws IOException {
    BarmanSession session = new BarmanSession(context, "");
    for (Object line : lines) {
      if (line instanceof String text) {
        session.message("INFO", text, null, 1);
      }
    }
    if (root.get("_ERROR") instanceof List<?> errors) {
      for (Object error : errors) {
        session.message("ERROR", String.valueOf(error), null, 1);
      }
    }
    if (root.containsKey("recovery_start_time")) {
      session.message(
          "INFO",
          "Recovery completed (start time: "
              + root.get("recovery_start_time")
              + ", elapsed time: "
              + elapsed(root)
              + ")",
          null,
          1);
    }
    session.end();
  }

  /** The exact seconds where they are given (3.17), else Barman's words. */
  private static String elapsed(Map<String, @Nullable Object> root) {
    Object seconds = root.get("recovery_elapsed_time_seconds");
    return seconds == null
        ? String.valueOf(root.get("recovery_elapsed_time"))
        : seconds + " seconds";
  }

  private LogRow row(String server, String id, String status) {
    return new LogRow("backup_run")
        .set("line", 1L)
        .set("item", ++item)
        .set("tool", "barman")
        .set("source", "catalog")
        .set("system", server)
        .set("label", id)
        .set("type", "full")
        .set("time_grade", "stated")
        .set("result", result(status))
        .set("error", status.equals("DONE") ? null : "status " + status);
  }

  static String result(String status) {
    return switch (status) {
      case "DONE" -> "succeeded";
      case "FAILED" -> "failed";
      default -> "unknown";
    };
  }

  private void list(String server, List<Map<String, @Nullable Object>> backups) throws IOException {
    long done = 0;
    for (var backup : backups) {
      String status = String.valueOf(backup.get("status"));
      done += status.equals("DONE") ? 1 : 0;
      context.emit(
          row(server, String.valueOf(backup.get("backup_id")), status)
              .set("type", type(backup.get("backup_type")))
              .set("stopped_at", PgBackRestInfo.epoch(backup.get("end_time_timestamp")))
              .set("size_bytes", number(backup.get("size_bytes"))));
    }
    context.emit(repository(server, done == 0 ? "no backup" : "listed").set("backup_count", done));
  }

  private static @Nullable String type(@Nullable Object type) {
    return "incremental".equals(type) ? "incr" : text(type);
  }

  private LogRow repository(String server, String status) {
    return new LogRow("backup_repository")
        .set("line", 1L)
        .set("item", ++item)
        .set("tool", "barman")
        .set("system", server)
        .set("status", status);
  }

  private void show(String server, Map<String, @Nullable Object> backup) throws IOException {
    var base = at(backup, "base_backup_information");
    LogRow row =
        row(server, String.valueOf(backup.get("backup_id")), String.valueOf(backup.get("status")));
    row.set("type", type(backup.get("backup_type")))
        .set("started_at", time(base.get("begin_time")))
        .set("stopped_at", time(base.get("end_time")))
        .set(
            "size_bytes",
            number(
                base.containsKey("disk_usage_with_wals_bytes")
                    ? base.get("disk_usage_with_wals_bytes")
                    : base.get("backup_size_with_wals_bytes")))
        .set("wal_start", text(base.get("begin_wal")))
        .set("wal_stop", text(base.get("end_wal")))
        .set("lsn_start", text(base.get("begin_lsn")))
        .set("lsn_stop", text(base.get("end_lsn")))
        .set("timeline", number(base.get("timeline")))
        .set("server_version", text(backup.get("postgresql_version")))
        .set("system_identifier", text(backup.get("system_id")));
    if (base.containsKey("encryption")) {
      String cipher = text(base.get("encryption"));
      row.set("encryption", cipher == null ? "none" : cipher);
    }
    String previous = text(at(backup, "catalog_information").get("previous_backup"));
    if ("incr".equals(row.get("type"))) {
      row.set("prior", previous);
    }
    context.emit(row);
  }

  private @Nullable String time(@Nullable Object value) {
    return value instanceof String text ? context.times.findText(text) : null;
  }

  private void server(String name, Map<String, @Nullable Object> server) throws IOException {
    context.emit(
        repository(name, Boolean.TRUE.equals(server.get("active")) ? "active" : "not active")
            .set("system_identifier", text(server.get("postgres_systemid")))
            .set("retention", text(server.get("retention_policy")))
            .set(
                "encryption",
                server.containsKey("encryption") && server.get("encryption") == null
                    ? "none"
                    : text(server.get("encryption"))));
  }

  private void status(String name, Map<String, @Nullable Object> server) throws IOException {
    boolean isActive = "True".equals(text(at(server, "active").get("message")));
    context.emit(
        repository(name, isActive ? "active" : "not active")
            .set("backup_count", number(at(server, "backups_number").get("message"))));
  }

  private void check(String server, Map<String, @Nullable Object> items) throws IOException {
    for (var entry : items.entrySet()) {
      var value = map(entry.getValue());
      String hint = text(value.get("hint"));
      context.emit(
          check(
              server,
              entry.getKey(),
              String.valueOf(value.get("status")),
              hint == null ? "" : hint,
              1));
    }
  }

  /** A self-check; what had nothing to compare with is not ok but not configured. */
  LogRow check(String server, String name, String status, String hint, long line) {
    boolean isUnset =
        hint.startsWith("no ")
            || hint.contains("expected at least 0")
            || hint.contains("0 backups expected");
    return new LogRow("backup_check")
        .set("line", line)
        .set("item", ++item)
        .set("tool", "barman")
        .set("system", server)
        .set("name", name.toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_'))
        .set("status", !status.equals("OK") ? "failed" : isUnset ? "not configured" : "ok")
        .set("hint", hint.isEmpty() ? null : Redaction.line(hint));
  }
}
