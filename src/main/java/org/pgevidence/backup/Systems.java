package org.pgevidence.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/** One row per system with its figures, its windows, and the stretches nobody covered. */
final class Systems {
  private static final Set<String> TOOLS =
      Set.of("pgbackrest", "barman", "wal-g", "rds", "pg_basebackup", "pg_dump");

  private final Facts facts;
  private final Archive archive;
  private final Out out;
  private final Archiving archiving;
  private final Silence silence;

  Systems(Facts facts, Archive archive, Out out) {
    this.facts = facts;
    this.archive = archive;
    this.out = out;
    this.archiving = new Archiving(facts);
    this.silence = new Silence(facts, out);
  }

  void write(List<Backup> backups) {
    Map<String, List<Backup>> bySystem = new TreeMap<>();
    for (Backup backup : backups) {
      if (TOOLS.contains(backup.tool)) {
        bySystem.computeIfAbsent(backup.systemId(), key -> new ArrayList<>()).add(backup);
      }
    }
    Map<String, List<Row>> repositories = group("backup_repository");
    Map<String, List<Row>> checks = group("backup_check");
    repositories.keySet().forEach(key -> bySystem.computeIfAbsent(key, k -> new ArrayList<>()));
    bySystem.forEach(
        (id, own) ->
            system(
                id,
                own,
                repositories.getOrDefault(id, List.of()),
                checks.getOrDefault(id, List.of())));
  }

  private Map<String, List<Row>> group(String table) {
    Map<String, List<Row>> grouped = new TreeMap<>();
    facts.forEach(
        table,
        row ->
            grouped
                .computeIfAbsent(
                    row.text("tool") + " / " + row.text("system"), key -> new ArrayList<>())
                .add(row));
    return grouped;
  }

  private void system(String id, List<Backup> own, List<Row> repositories, List<Row> checks) {
    String tool = id.substring(0, id.indexOf(" / "));
    String name = id.substring(id.indexOf(" / ") + 3);
    List<Instant> times =
        own.stream().map(Backup::anyTime).filter(Objects::nonNull).sorted().toList();
    Instant to =
        facts
            .single("snapshot")
            .map(row -> Instant.parse(row.text("collected_at")))
            .orElse(times.isEmpty() ? Instant.EPOCH : times.getLast());
    Instant from = times.isEmpty() ? null : times.getFirst();
    List<Backup> usable =
        own.stream().filter(b -> Long.valueOf(1).equals(b.isUsable) && b.stop() != null).toList();
    String unhealthy = unhealthy(repositories, checks, to);
    boolean isJudged = !repositories.isEmpty() || !checks.isEmpty();
    Set<String> ciphers =
        usable.stream()
            .map(b -> String.valueOf(b.encryption))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Row verify = archiving.verified(id);
    String failing = archiving.failingSince(tool, name);
    long gaps = archive.holeCount(id);
    Set<String> keys =
        own.stream().map(b -> b.repository).collect(Collectors.toCollection(LinkedHashSet::new));
    repositories.forEach(row -> keys.add(row.text("repository")));
    if (keys.size() > 1) {
      keys.remove("");
    }
    out.row(
        "backup_system",
        "id",
        id,
        "tool",
        tool,
        "system",
        name,
        "from_at",
        from == null ? null : from.toString(),
        "to_at",
        times.isEmpty() ? null : times.getLast().toString(),
        "attempted",
        own.size(),
        "succeeded",
        count(own, "succeeded"),
        "failed",
        count(own, "failed"),
        "unknown",
        count(own, "unknown") + count(own, "running"),
        "last_full_at",
        last(usable.stream().filter(Backup::isFull).toList()),
        "last_backup_at",
        last(usable),
        "oldest_at",
        usable.stream()
            .map(Backup::stop)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .map(Instant::toString)
            .orElse(null),
        "last_failure_at",
        last(own.stream().filter(b -> b.result.equals("failed")).toList()),
        "repository_count",
        Math.max(1, keys.size()),
        "is_healthy",
        isJudged ? Long.valueOf(unhealthy == null ? 1 : 0) : null,
        "unhealthy",
        unhealthy,
        "encryption",
        ciphers.isEmpty() ? null : ciphers.size() > 1 ? "mixed" : usable.getFirst().encryption,
        "encryption_grade",
        grade(usable),
        "last_verified_at",
        verify == null ? null : verify.textOrNull("verified_at"),
        "last_verify_result",
        verify == null ? null : verify.text("result"),
        "system_identifier",
        own.stream().map(b -> b.systemIdentifier).filter(Objects::nonNull).findFirst().orElse(null),
        "retention",
        own.stream()
            .map(b -> b.retention)
            .filter(Objects::nonNull)
            .reduce((a, b) -> b)
            .orElse(
                repositories.stream()
                    .map(r -> r.textOrNull("retention"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null)),
        "wal_gap_count",
        gaps,
        "archive_failing_since",
        failing);
    for (Row row : repositories) {
      out.step("backup_system", id, row, "status of the repository: " + row.text("status"));
    }
    own.stream()
        .max(Comparator.comparing(b -> b.anyTime() == null ? Instant.MIN : b.anyTime()))
        .ifPresent(
            b ->
                out.step(
                    "backup_system",
                    id,
                    b.sources.getFirst(),
                    "newest attempt known: " + b.result));
    if (from != null) {
      Windows.write(
          out,
          tool,
          name,
          own,
          archive,
          repositories,
          from,
          to.isAfter(from) ? to : from.plusSeconds(1));
      silence.write(id, tool, name, own, to);
    }
  }

  private static long count(List<Backup> backups, String result) {
    return backups.stream().filter(b -> b.result.equals(result)).count();
  }

  private static @Nullable String last(List<Backup> backups) {
    return backups.stream()
        .map(Backup::anyTime)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(Instant::toString)
        .orElse(null);
  }

  private static String grade(List<Backup> usable) {
    for (String grade : List.of("contradicted", "not stated", "configured", "reported", "proven")) {
      if (usable.stream().anyMatch(b -> b.encryptionGrade.equals(grade))) {
        return grade;
      }
    }
    return "not stated";
  }

  /** What speaks against health; timed self-checks count for a day before the newest time. */
  private static @Nullable String unhealthy(List<Row> repositories, List<Row> checks, Instant to) {
    List<String> found = new ArrayList<>();
    for (Row row : repositories) {
      Long code = row.numberOrNull("status_code");
      boolean isBad = code != null && code != 0;
      if (isBad
          || List.of("automated backups off", "not active", "no backup")
              .contains(row.text("status"))) {
        found.add("repository " + row.text("repository") + ": " + row.text("status"));
      }
    }
    for (Row row : checks) {
      Instant at = Archive.instant(row.textOrNull("checked_at"));
      if (row.text("status").equals("failed")
          && (at == null || at.plus(Duration.ofDays(1)).isAfter(to))) {
        found.add(row.text("name"));
      }
    }
    return found.isEmpty()
        ? null
        : found.stream().distinct().limit(5).collect(Collectors.joining("; "));
  }
}
