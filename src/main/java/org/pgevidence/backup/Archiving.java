package org.pgevidence.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.FactTime;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** What the newest sources say of archiving and of verification, by system. */
final class Archiving {
  private final Map<String, List<Row>> failures = new HashMap<>();
  private final Map<String, String> lastWal = new HashMap<>();
  private final Map<String, String> lastBackup = new HashMap<>();
  private final Map<String, Row> verified = new HashMap<>();

  Archiving(Facts facts) {
    facts.forEach(
        "archive_failure",
        row -> failures.computeIfAbsent(row.text("system"), k -> new ArrayList<>()).add(row));
    facts.forEach("wal_range", row -> latest(lastWal, row.text("system"), row, "last_at"));
    facts.forEach(
        "backup_run",
        row -> {
          if (row.text("result").equals("succeeded")) {
            latest(lastBackup, id(row), row, "stopped_at");
          }
        });
    facts.forEach("verify_run", row -> verified.merge(id(row), row, Archiving::newer));
  }

  private static String id(Row row) {
    return row.text("tool") + " / " + row.text("system");
  }

  private static void latest(Map<String, String> known, String key, Row row, String column) {
    String at = row.textOrNull(column);
    if (at != null) {
      known.merge(key, at, BinaryOperator.maxBy(FactTime.ORDER));
    }
  }

  private static Row newer(Row before, Row row) {
    String known = before.textOrNull("verified_at");
    String at = row.textOrNull("verified_at");
    return known == null || (at != null && FactTime.ORDER.compare(at, known) >= 0) ? row : before;
  }

  /** The newest verification of a system; null when none is known. */
  @Nullable Row verified(String systemId) {
    return verified.get(systemId);
  }

  /**
   * When the failures began that no later success ended; null when archiving is not seen to fail.
   */
  @Nullable String failingSince(String tool, String system) {
    String since = null;
    String wal = lastWal.getOrDefault(system, "");
    String backup = lastBackup.getOrDefault(tool + " / " + system, "");
    for (Row row : failures.getOrDefault(system, List.of())) {
      String last = row.textOrNull("last_at");
      if (last != null
          && FactTime.ORDER.compare(wal, last) <= 0
          && FactTime.ORDER.compare(backup, last) <= 0) {
        since = row.textOrNull("first_at");
      }
    }
    return since;
  }
}
