package org.pgevidence.backup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** Drill records as restores, with the checks of content that they hold. */
final class Drills {
  private static final List<String> CONTENT = List.of("amcheck", "content", "sql", "checksums");
  private static final long[] NONE = new long[2];

  private final Out out;
  private final Map<String, long[]> contentChecks = new HashMap<>();
  private final Map<String, String> identifiers = new HashMap<>();

  Drills(Facts facts, List<Backup> backups, Out out) {
    this.out = out;
    facts.forEach(
        "drill_check",
        check -> {
          if (CONTENT.contains(check.text("name"))) {
            long[] counts = contentChecks.computeIfAbsent(check.text("path"), path -> new long[2]);
            counts[0] += check.text("result").equals("pass") ? 1 : 0;
            counts[1] += check.text("result").equals("fail") ? 1 : 0;
          }
        });
    for (Backup backup : backups) {
      if (backup.label != null && backup.systemIdentifier != null) {
        identifiers.putIfAbsent(backup.system + "\n" + backup.label, backup.systemIdentifier);
      }
    }
  }

  /** Writes the restore that a drill record tells of. */
  void write(Row drill) {
    String path = drill.text("path");
    long[] checks = contentChecks.getOrDefault(path, NONE);
    String system = drill.textOrNull("system_identifier");
    String expected = drill.textOrNull("expected_system_identifier");
    if (expected == null) {
      expected = identifiers.get(drill.text("system") + "\n" + drill.textOrNull("label"));
    }
    String type = drill.textOrNull("target_type");
    String reason = drill.textOrNull("reason");
    out.row(
        "restore",
        "id",
        path,
        "tool",
        drill.text("tool"),
        "system",
        drill.text("system"),
        "label",
        drill.textOrNull("label"),
        "is_drill",
        1,
        "started_at",
        drill.text("started_at"),
        "restored_at",
        drill.textOrNull("restored_at"),
        "opened_at",
        drill.textOrNull("opened_at"),
        "result",
        drill.text("result").equals("not run") ? "not proven" : drill.text("result"),
        "reason",
        reason == null ? "every check of the drill passed" : reason,
        "rto_s",
        drill.value("rto_s"),
        "restore_s",
        drill.value("restore_s"),
        "recovery_s",
        drill.value("recovery_s"),
        "target_type",
        "default".equals(type) ? null : type,
        "target_at",
        drill.textOrNull("target_at"),
        "target_reached",
        drill.numberOrNull("target_reached"),
        "last_transaction_at",
        drill.textOrNull("last_transaction_at"),
        "expected_at",
        drill.textOrNull("expected_at"),
        "rpo_s",
        drill.value("rpo_s"),
        "timeline",
        drill.numberOrNull("timeline"),
        "system_identifier",
        system,
        "is_same_system",
        system == null || expected == null ? null : Long.valueOf(system.equals(expected) ? 1 : 0),
        "content_checks",
        checks[0],
        "content_failures",
        checks[1],
        "operator",
        drill.textOrNull("operator"));
    out.step("restore", path, drill, "the drill record says " + drill.text("result"));
  }
}
