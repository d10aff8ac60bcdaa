package org.pgevidence.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.FactTime;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** Merges what all sources say about each backup, and judges whether it can be used. */
final class Backups {
  private final Facts facts;
  final List<Backup> all;
  private final Map<String, List<Backup>> labelled = new HashMap<>();

  Backups(Facts facts) {
    this.facts = facts;
    Map<String, Backup> merged = new LinkedHashMap<>();
    Map<String, String> runs = new HashMap<>();
    facts.forEach("backup_run", row -> merge(row, merged, runs));
    all = new ArrayList<>(merged.values());
    all.sort(
        Comparator.comparing(Backup::systemId)
            .thenComparing(b -> b.anyTime() == null ? Instant.MAX : b.anyTime())
            .thenComparing(b -> b.id));
    for (Backup backup : all) {
      if (backup.label != null) {
        labelled
            .computeIfAbsent(backup.system + "\n" + backup.label, key -> new ArrayList<>())
            .add(backup);
      }
    }
  }

  private static String repositoryId(Backup backup) {
    return backup.systemId() + " / " + backup.repository;
  }

  private static void merge(Row row, Map<String, Backup> merged, Map<String, String> runs) {
    String tool = row.text("tool");
    String system = row.text("system");
    String repository = row.text("repository");
    String label = row.textOrNull("label");
    String head = tool + " / " + system + " / " + repository + " / ";
    String run = row.textOrNull("run_key");
    String runKey = run == null || !tool.equals("pgbackrest") ? null : head + run;
    String id = head + (label == null ? row.text("path") + ":" + row.number("line") : label);
    if (runKey != null) {
      String known = runs.putIfAbsent(runKey, id);
      id = label == null && known != null ? known : id;
    }
    String key = id;
    merged.computeIfAbsent(key, k -> new Backup(tool, system, repository, label, key)).add(row);
  }

  void judge(Archive archive) {
    all.forEach(this::settle);
    Map<String, Backup> byLabel = new HashMap<>();
    all.forEach(
        backup ->
            byLabel.put(backup.systemId() + "/" + backup.repository + "/" + backup.label, backup));
    expiries();
    verifications();
    listings();
    Ciphers.judge(facts, all);
    for (Backup backup : all) {
      backup.isChainWhole = chain(backup, byLabel, new HashSet<>());
      backup.isWalWhole = archive.isWhole(backup);
      use(backup);
    }
  }

  private void settle(Backup backup) {
    Set<String> results = backup.results;
    boolean isGood = results.contains("succeeded");
    boolean isBad = results.contains("failed");
    backup.result =
        isGood && isBad
            ? "unknown"
            : isGood
                ? "succeeded"
                : isBad ? "failed" : results.contains("running") ? "running" : "unknown";
    backup.resultGrade =
        isGood && isBad ? "contradicted" : isGood || isBad ? "reported" : "not stated";
  }

  private void expiries() {
    facts.forEach(
        "backup_expiry",
        row -> {
          for (Backup backup : labelled.getOrDefault(key(row), List.of())) {
            if (backup.tool.equals(row.text("tool")) && isOf(row, backup)) {
              backup.isExpired = true;
              backup.expiredAt = row.textOrNull("expired_at");
            }
          }
        });
  }

  private static String key(Row row) {
    return row.text("system") + "\n" + row.textOrNull("label");
  }

  private static boolean isOf(Row row, Backup backup) {
    String repository = row.text("repository");
    return backup.repository.isEmpty()
        || repository.isEmpty()
        || backup.repository.equals(repository);
  }

  private void verifications() {
    facts.forEach(
        "verify_run",
        row -> {
          for (Backup backup : labelled.getOrDefault(key(row), List.of())) {
            String at = row.textOrNull("verified_at");
            boolean isNewer =
                backup.verifyResult == null
                    || at == null
                    || backup.verifiedAt == null
                    || FactTime.ORDER.compare(at, backup.verifiedAt) >= 0;
            if (isNewer && isOf(row, backup)) {
              backup.verifyResult = row.text("result");
              backup.verifiedAt = at;
            }
          }
        });
  }

  /** The newest catalogue of each repository tells what still exists. */
  private void listings() {
    Map<String, Map<String, List<Backup>>> catalogues = new LinkedHashMap<>();
    for (Backup backup : all) {
      for (Row row : backup.sources) {
        if (row.text("source").equals("catalog")) {
          catalogues
              .computeIfAbsent(repositoryId(backup), key -> new LinkedHashMap<>())
              .computeIfAbsent(row.text("path"), key -> new ArrayList<>())
              .add(backup);
        }
      }
    }
    Map<String, List<Backup>> byRepository =
        all.stream().collect(Collectors.groupingBy(Backups::repositoryId));
    for (var entry : catalogues.entrySet()) {
      List<Backup> newest =
          entry.getValue().values().stream()
              .max(
                  Comparator.<List<Backup>, Instant>comparing(Backups::asOf)
                      .thenComparingInt(List::size))
              .orElse(List.of());
      Instant asOf = asOf(newest);
      Set<Backup> listed = new HashSet<>(newest);
      for (Backup backup : byRepository.getOrDefault(entry.getKey(), List.of())) {
        if (backup.label != null) {
          boolean isListed = listed.contains(backup);
          Instant stop = backup.stop();
          backup.isListed =
              isListed
                  ? Long.valueOf(1)
                  : stop != null && !stop.isAfter(asOf) && newest.size() > 1
                      ? Long.valueOf(0)
                      : null;
        }
      }
    }
  }

  private static Instant asOf(List<Backup> listed) {
    return listed.stream()
        .map(Backup::stop)
        .filter(java.util.Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private static @Nullable Long chain(
      Backup backup, Map<String, Backup> byLabel, Set<String> seen) {
    if (backup.label == null || backup.type == null) {
      return null;
    }
    if (backup.isFull() || backup.type.equals("dump")) {
      return 1L;
    }
    String prior = backup.prior == null ? backup.chain() : backup.prior;
    if (prior == null || !seen.add(backup.id)) {
      return null;
    }
    Backup base = byLabel.get(backup.systemId() + "/" + backup.repository + "/" + prior);
    if (base == null) {
      return null;
    }
    boolean isGone =
        base.isExpired || Long.valueOf(0).equals(base.isListed) || base.result.equals("failed");
    return isGone ? Long.valueOf(0) : chain(base, byLabel, seen);
  }

  private static void use(Backup backup) {
    String against =
        backup.result.equals("failed")
            ? "it failed"
            : Long.valueOf(1).equals(backup.pageError)
                ? "it holds pages with invalid checksums"
                : backup.isExpired
                    ? "it was removed"
                    : Long.valueOf(0).equals(backup.isListed)
                        ? "the newest list no longer has it"
                        : "damaged".equals(backup.verifyResult)
                            ? "verification found it damaged"
                            : Long.valueOf(0).equals(backup.isChainWhole)
                                ? "a backup that it builds on is missing"
                                : Long.valueOf(0).equals(backup.isWalWhole)
                                    ? "WAL that it needs is missing"
                                    : null;
    if (against != null) {
      backup.isUsable = 0L;
      backup.whyNot = against;
    } else if (!backup.result.equals("succeeded")) {
      backup.whyNot =
          backup.resultGrade.equals("contradicted")
              ? "sources disagree whether it succeeded"
              : "no source saw it end";
    } else {
      backup.isUsable = 1L;
    }
  }
}
