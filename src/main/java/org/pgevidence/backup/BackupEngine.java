package org.pgevidence.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pgevidence.fact.Engine;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Gap;
import org.pgevidence.fact.MemoryFacts;
import org.pgevidence.fact.Row;

/**
 * Derives the timeline of backups from what logs and lists say. Without any log its tables are not
 * provided: no evidence is never "no failure".
 */
public final class BackupEngine implements Engine {
  /** Tables it fills. */
  public static final List<String> TABLES =
      List.of("backup", "backup_system", "wal_gap", "recoverability", "restore", "backup_silence");

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public MemoryFacts derive(Facts facts) {
    if (!facts.isProvided("log_file") || !facts.isProvided("backup_run")) {
      MemoryFacts nothing = new MemoryFacts();
      for (String table : TABLES) {
        nothing.add(
            Gap.table(
                table,
                "",
                "No backup log was given to the collector, so nothing is known of backups and restores.",
                "Give the output of the backup tool and its logs with --backup-log PATH."));
      }
      return nothing;
    }
    Out out = new Out();
    Archive archive = new Archive(facts, new Wal((1L << 32) / segmentBytes(facts)));
    Backups backups = new Backups(facts);
    backups.judge(archive);
    measured(facts, backups);
    backups.all.forEach(backup -> write(out, backup));
    new Systems(facts, archive, out).write(backups.all);
    archive.write(out, backups.all);
    new Restores(facts, backups.all, archive, out).write();
    return out.facts();
  }

  private static long segmentBytes(Facts facts) {
    long bytes = 16L << 20;
    for (Row row : facts.rows("setting")) {
      if (row.text("name").equals("wal_segment_size")
          && String.valueOf(row.value("value")).matches("\\d+")) {
        long stated = Long.parseLong(String.valueOf(row.value("value")));
        bytes = Long.bitCount(stated) == 1 && stated >= 1 << 20 ? stated : bytes;
      }
    }
    return bytes;
  }

  /** A backup that a drill restored and opened is measured, no longer only reported. */
  private static void measured(Facts facts, Backups backups) {
    Map<String, Set<String>> restored = new HashMap<>();
    facts.forEach(
        "drill",
        row -> {
          if (row.text("result").equals("pass") && row.textOrNull("label") != null) {
            restored
                .computeIfAbsent(
                    row.text("tool") + " / " + row.text("system"), key -> new HashSet<>())
                .add(row.text("label"));
          }
        });
    for (Backup backup : backups.all) {
      if (backup.label != null
          && restored.getOrDefault(backup.systemId(), Set.of()).contains(backup.label)) {
        backup.resultGrade = "measured";
      }
    }
  }

  private static void write(Out out, Backup backup) {
    out.row(
        "backup",
        "id",
        backup.id,
        "tool",
        backup.tool,
        "system",
        backup.system,
        "repository",
        backup.repository,
        "label",
        backup.label,
        "type",
        backup.type,
        "started_at",
        backup.startedAt,
        "stopped_at",
        backup.stoppedAt,
        "result",
        backup.result,
        "result_grade",
        backup.resultGrade,
        "error",
        backup.error,
        "chain",
        backup.chain(),
        "is_chain_whole",
        backup.isChainWhole,
        "has_page_error",
        backup.pageError,
        "is_listed",
        backup.isListed,
        "expired_at",
        backup.expiredAt,
        "verified_at",
        backup.verifiedAt,
        "verify_result",
        backup.verifyResult,
        "is_wal_whole",
        backup.isWalWhole,
        "size_bytes",
        backup.sizeBytes,
        "wal_start",
        backup.walStart,
        "wal_stop",
        backup.walStop,
        "system_identifier",
        backup.systemIdentifier,
        "encryption",
        backup.encryption,
        "encryption_grade",
        backup.encryptionGrade,
        "is_usable",
        backup.isUsable,
        "why_not",
        backup.whyNot);
    for (Row source : backup.sources) {
      String end = source.textOrNull("end_path");
      out.step(
          "backup",
          backup.id,
          source,
          source.text("source")
              + " of "
              + source.text("tool")
              + " says "
              + source.text("result")
              + (end == null ? "" : ", which it does in " + end));
    }
  }
}
