package org.pgevidence.collect.log;

import static org.pgevidence.collect.log.Documents.flag;
import static org.pgevidence.collect.log.Documents.map;
import static org.pgevidence.collect.log.Documents.maps;
import static org.pgevidence.collect.log.Documents.number;
import static org.pgevidence.collect.log.Documents.text;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A drill record: ours ({@code "pgevidence_drill": 1}) or one written by hand with at least {@code
 * restore_started} and {@code backup_label}.
 */
final class DrillRecord {
  private final LogContext context;

  DrillRecord(LogContext context) {
    this.context = context;
  }

  static boolean recognises(@Nullable Object json) {
    var root = map(json);
    return root.containsKey("pgevidence_drill")
        || (root.containsKey("restore_started") && root.containsKey("backup_label"));
  }

  void read(@Nullable Object json) throws IOException {
    var root = map(json);
    if (root.containsKey("pgevidence_drill")) {
      ours(root);
    } else {
      byHand(root);
    }
  }

  private void ours(Map<String, @Nullable Object> root) throws IOException {
    LogRow row = new LogRow("drill");
    var drill = map(root.get("drill"));
    for (var column : org.pgevidence.fact.Schema.standard().table("drill").columns()) {
      Object value = drill.get(column.name());
      row.set(
          column.name(),
          value instanceof Boolean
              ? flag(value)
              : value instanceof Long number
                      && column.type() == org.pgevidence.fact.ColumnSchema.Type.REAL
                  ? (Object) number.doubleValue()
                  : value);
    }
    context.emit(row);
    long number = 0;
    for (var check : maps(root.get("checks"))) {
      context.emit(
          new LogRow("drill_check")
              .set("number", ++number)
              .set("name", text(check.get("name")))
              .set("result", text(check.get("result")))
              .set("detail", text(check.get("detail")))
              .set("exit_code", number(check.get("exit_code")))
              .set("output_sha256", text(check.get("output_sha256"))));
    }
    tables(root, "name", "row_count", "content_hash");
  }

  private void tables(Map<String, @Nullable Object> root, String name, String rows, String hash)
      throws IOException {
    for (var table : maps(root.get("tables"))) {
      context.emit(
          new LogRow("drill_table")
              .set("name", text(table.get(name)))
              .set("row_count", number(table.get(rows)))
              .set("content_hash", text(table.get(hash)))
              .set("expected_rows", number(table.get("expected_rows")))
              .set("expected_hash", text(table.get("expected_hash")))
              .set("is_equal", flag(table.get("is_equal"))));
    }
  }

  private void byHand(Map<String, @Nullable Object> root) throws IOException {
    Instant started = time(root, "restore_started");
    Instant opened = time(root, "accepting_writes");
    Long restore = number(root.get("restore_rc"));
    Long amcheck = number(root.get("amcheck_rc"));
    boolean isOpen = opened != null && "f".equals(text(root.get("in_recovery")));
    boolean isPass = isOpen && restore != null && restore == 0 && (amcheck == null || amcheck == 0);
    String target = text(root.get("recovery_target"));
    context.emit(
        new LogRow("drill")
            .set("drill_id", text(root.get("backup_label")))
            .set("tool", "pgbackrest")
            .set("label", text(root.get("backup_label")))
            .set("target_type", target == null ? "default" : "time")
            .set("target", target)
            .set("target_at", time(root, "recovery_target"))
            .set("started_at", started)
            .set("restored_at", time(root, "restore_ended"))
            .set("opened_at", opened)
            .set("finished_at", time(root, "verification_ended"))
            .set(
                "rto_s",
                root.get("measured_rto_seconds") instanceof Number n
                    ? (Double) n.doubleValue()
                    : null)
            .set(
                "restore_s",
                root.get("restore_seconds") instanceof Number n ? (Double) n.doubleValue() : null)
            .set(
                "recovery_s",
                root.get("recovery_seconds") instanceof Number n ? (Double) n.doubleValue() : null)
            .set("last_transaction_at", time(root, "last_replayed_transaction"))
            .set("system_identifier", text(root.get("system_identifier")))
            .set("timeline", number(root.get("timeline")))
            .set("result", isPass ? "pass" : "fail")
            .set(
                "reason",
                isPass
                    ? null
                    : isOpen ? "restore or pg_amcheck failed" : "never opened for writing"));
    context.emit(check(1, "restore", restore));
    context.emit(check(2, "amcheck", amcheck));
    tables(root, "table", "rows", "md5sum64");
  }

  private static LogRow check(long number, String name, @Nullable Long code) {
    return new LogRow("drill_check")
        .set("number", number)
        .set("name", name)
        .set("result", code == null ? "not run" : code == 0 ? "pass" : "fail")
        .set("exit_code", code);
  }

  private @Nullable Instant time(Map<String, @Nullable Object> root, String key) {
    String value = text(root.get(key));
    return value == null ? null : context.times.find(value).orElse(null);
  }
}
