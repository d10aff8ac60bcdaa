package org.pgevidence.collect.log;

import static org.pgevidence.collect.log.Documents.map;
import static org.pgevidence.collect.log.Documents.maps;
import static org.pgevidence.collect.log.Documents.number;
import static org.pgevidence.collect.log.Documents.text;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * WAL-G's backup-list --detail --json and wal-verify --json, and AWS RDS describe-db-snapshots and
 * describe-db-instances; by their documentation, not from runs.
 */
final class CloudJson {
  private final LogContext context;
  private long item;

  CloudJson(LogContext context) {
    this.context = context;
  }

  static boolean recognises(@Nullable Object json) {
    var root = map(json);
    return root.containsKey("DBSnapshots")
        || root.containsKey("DBInstances")
        || root.get("integrity") instanceof Map
        || (json instanceof List<?> list
            && !maps(list).isEmpty()
            && maps(list).stream().allMatch(b -> b.containsKey("backup_name")));
  }

  void read(@Nullable Object json) throws IOException {
    var root = map(json);
    for (var snapshot : maps(root.get("DBSnapshots"))) {
      snapshot(snapshot);
    }
    for (var instance : maps(root.get("DBInstances"))) {
      instance(instance);
    }
    if (root.containsKey("integrity")) {
      integrity(Documents.at(root, "integrity"));
    }
    for (var backup :
        json instanceof List<?> list ? maps(list) : List.<Map<String, @Nullable Object>>of()) {
      if (backup.containsKey("backup_name")) {
        walg(backup);
      }
    }
  }

  private LogRow run(String tool) {
    return new LogRow("backup_run")
        .set("line", 1L)
        .set("item", ++item)
        .set("tool", tool)
        .set("source", "catalog")
        .set("time_grade", "stated");
  }

  private void snapshot(Map<String, @Nullable Object> snapshot) throws IOException {
    String status = String.valueOf(snapshot.get("Status"));
    String created = text(snapshot.get("SnapshotCreateTime"));
    boolean isThere = status.equals("available");
    boolean isCreating = status.equals("creating");
    context.emit(
        run("rds")
            .set("system", text(snapshot.get("DBInstanceIdentifier")))
            .set("label", text(snapshot.get("DBSnapshotIdentifier")))
            .set("type", "snapshot")
            .set("stopped_at", created == null ? null : Times.iso(created).orElse(null))
            .set("result", isThere ? "succeeded" : isCreating ? "running" : "unknown")
            .set("error", isThere ? null : "status " + status)
            .set("server_version", text(snapshot.get("EngineVersion")))
            .set("encryption", cipher(snapshot.get("Encrypted"))));
  }

  private static @Nullable String cipher(@Nullable Object isEncrypted) {
    return isEncrypted instanceof Boolean flag ? (flag ? "kms" : "none") : null;
  }

  private void instance(Map<String, @Nullable Object> instance) throws IOException {
    Long days = number(instance.get("BackupRetentionPeriod"));
    String latest = text(instance.get("LatestRestorableTime"));
    context.emit(
        new LogRow("backup_repository")
            .set("line", 1L)
            .set("item", ++item)
            .set("tool", "rds")
            .set("system", text(instance.get("DBInstanceIdentifier")))
            .set("status", days != null && days == 0 ? "automated backups off" : "ok")
            .set("encryption", cipher(instance.get("StorageEncrypted")))
            .set("server_version", text(instance.get("EngineVersion")))
            .set("retention", days == null ? null : days + " days")
            .set("recoverable_to", latest == null ? null : Times.iso(latest).orElse(null)));
  }

  private void integrity(Map<String, @Nullable Object> integrity) throws IOException {
    String status = String.valueOf(integrity.get("status"));
    context.emit(
        new LogRow("verify_run")
            .set("line", 1L)
            .set("item", ++item)
            .set("tool", "wal-g")
            .set(
                "result",
                status.equals("OK") ? "clean" : status.equals("FAILURE") ? "damaged" : "unknown")
            .set("error", status.equals("OK") ? null : "wal-verify says " + status));
    for (var range : maps(integrity.get("details"))) {
      String found = String.valueOf(range.get("status"));
      context.emit(
          new LogRow("wal_range")
              .set("line", 1L)
              .set("item", ++item)
              .set("tool", "wal-g")
              .set("source", "verify")
              .set("first_segment", text(range.get("start_segment")))
              .set("last_segment", text(range.get("end_segment")))
              .set("segment_count", number(range.get("segments_count")))
              .set("status", found.equals("FOUND") ? "present" : "missing"));
    }
  }

  private void walg(Map<String, @Nullable Object> backup) throws IOException {
    String start = text(backup.get("start_time"));
    String finish = text(backup.get("finish_time"));
    String wal = text(backup.get("wal_file_name"));
    context.emit(
        run("wal-g")
            .set("system", text(backup.get("hostname")))
            .set("label", text(backup.get("backup_name")))
            .set(
                "type", String.valueOf(backup.get("backup_name")).contains("_D_") ? "incr" : "full")
            .set("started_at", start == null ? null : Times.iso(start).orElse(null))
            .set("stopped_at", finish == null ? null : Times.iso(finish).orElse(null))
            .set("result", finish == null ? "unknown" : "succeeded")
            .set("wal_start", wal)
            .set(
                "timeline",
                wal != null && wal.length() == 24 ? Long.parseLong(wal.substring(0, 8), 16) : null)
            .set("lsn_start", lsn(backup.get("start_lsn")))
            .set("lsn_stop", lsn(backup.get("finish_lsn")))
            .set("size_bytes", number(backup.get("uncompressed_size")))
            .set("repository_bytes", number(backup.get("compressed_size")))
            .set("server_version", text(backup.get("pg_version")))
            .set("system_identifier", text(backup.get("system_identifier"))));
  }

  private static @Nullable String lsn(@Nullable Object value) {
    Long number = number(value);
    return number == null ? null : "%X/%X".formatted(number >>> 32, number & 0xFFFFFFFFL);
  }
}
