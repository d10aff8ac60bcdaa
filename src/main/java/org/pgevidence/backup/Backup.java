package org.pgevidence.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Row;

/** One backup or attempt while its sources are being merged. */
final class Backup {
  final String id;
  final String tool;
  final String system;
  final String repository;
  final @Nullable String label;
  final List<Row> sources = new ArrayList<>();
  final Set<String> results = new LinkedHashSet<>();
  @Nullable String type;
  @Nullable String startedAt;
  @Nullable String stoppedAt;
  @Nullable String error;
  @Nullable String prior;
  @Nullable String walStart;
  @Nullable String walStop;
  @Nullable String systemIdentifier;
  @Nullable String reportedCipher;
  @Nullable String configuredCipher;
  @Nullable String retention;
  @Nullable Long pageError;
  @Nullable Long sizeBytes;
  boolean hasExactTimes;
  boolean isCatalogued;
  // filled by the judges
  String result = "unknown";
  String resultGrade = "not stated";
  @Nullable String encryption;
  String encryptionGrade = "not stated";
  @Nullable Long isListed;
  @Nullable Long isChainWhole;
  @Nullable Long isWalWhole;
  @Nullable String expiredAt;
  boolean isExpired;
  @Nullable String verifiedAt;
  @Nullable String verifyResult;
  @Nullable Long isUsable;
  @Nullable String whyNot;

  Backup(String tool, String system, String repository, @Nullable String label, String id) {
    this.tool = tool;
    this.system = system;
    this.repository = repository;
    this.label = label;
    this.id = id;
  }

  String systemId() {
    return tool + " / " + system;
  }

  boolean isFull() {
    return "full".equals(type) || "snapshot".equals(type);
  }

  @Nullable String chain() {
    if (label == null) {
      return null;
    }
    if (tool.equals("pgbackrest") && label.contains("_")) {
      return label.substring(0, label.indexOf('_'));
    }
    return isFull() ? label : prior;
  }

  @Nullable Instant stop() {
    return stoppedAt == null ? null : Instant.parse(stoppedAt);
  }

  @Nullable Instant anyTime() {
    String at = stoppedAt == null ? startedAt : stoppedAt;
    return at == null ? null : Instant.parse(at);
  }

  /** Takes over what one source says; a catalogue's exact times and sizes win over log lines. */
  void add(Row row) {
    sources.add(row);
    boolean isCatalog = row.text("source").equals("catalog");
    boolean isRounded = row.flag("is_rounded");
    results.add(row.text("result"));
    isCatalogued |= isCatalog;
    type = first(type, row.textOrNull("type"));
    boolean isBetter = isCatalog && row.text("time_grade").equals("stated") && !hasExactTimes;
    String start = row.textOrNull("started_at");
    String stop = row.textOrNull("stopped_at");
    startedAt = isBetter && start != null ? start : first(startedAt, start);
    stoppedAt = isBetter && stop != null ? stop : first(stoppedAt, stop);
    hasExactTimes |= isBetter && stop != null;
    error = first(error, row.textOrNull("error"));
    prior = first(prior, row.textOrNull("prior"));
    walStart = first(walStart, row.textOrNull("wal_start"));
    walStop = first(walStop, row.textOrNull("wal_stop"));
    systemIdentifier = first(systemIdentifier, row.textOrNull("system_identifier"));
    retention = first(retention, row.textOrNull("retention_full"));
    Long bad = row.numberOrNull("has_page_error");
    pageError =
        bad == null ? pageError : pageError == null ? bad : Long.valueOf(Math.max(pageError, bad));
    Long size = row.numberOrNull("size_bytes");
    sizeBytes = size != null && (sizeBytes == null || !isRounded) ? size : sizeBytes;
    if (isCatalog) {
      reportedCipher = first(reportedCipher, row.textOrNull("encryption"));
    } else {
      configuredCipher = first(configuredCipher, row.textOrNull("encryption"));
    }
  }

  private static @Nullable String first(@Nullable String known, @Nullable String other) {
    return known == null ? other : known;
  }
}
