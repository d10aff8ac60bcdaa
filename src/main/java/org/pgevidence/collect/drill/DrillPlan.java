package org.pgevidence.collect.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.pgevidence.fact.UserFault;

/**
 * What is to be restored and what must hold afterwards.
 *
 * @param tool where the backup comes from
 * @param system stanza, Barman server, or the folder's name
 * @param config configuration file of the tool; empty for its default
 * @param repository pgBackRest repository key; empty for its choice
 * @param label backup to restore; empty for the newest good one that ended before the target
 * @param folder base backup folder; only for FOLDER
 * @param restoreCommand how a base backup folder gets more WAL; only for FOLDER
 * @param targetType time, name or default (end of the archive)
 * @param target time or name; empty for default
 * @param expectedAt independently known last commit that must be there
 * @param rpoSeconds seconds that may be missing before expectedAt
 * @param expectedSystem system identifier of the source, when known from elsewhere
 * @param manifest content of the source's tables
 * @param sql user's own SQL; no statement may fail or return a row that is false
 * @param scratchParent folder under which the scratch folder is made
 * @param binaries bin folder of PostgreSQL; empty for /usr/lib/postgresql/MAJOR/bin
 * @param runAs operating-system user when this process is root
 * @param superuser role to connect as
 * @param timeout how long recovery may take
 */
public record DrillPlan(
    Tool tool,
    String system,
    Optional<Path> config,
    Optional<String> repository,
    Optional<String> label,
    Optional<Path> folder,
    Optional<String> restoreCommand,
    String targetType,
    Optional<String> target,
    Optional<Instant> expectedAt,
    Optional<Double> rpoSeconds,
    Optional<String> expectedSystem,
    Optional<Manifest> manifest,
    Optional<Path> sql,
    Path scratchParent,
    Optional<Path> binaries,
    Optional<String> runAs,
    String superuser,
    Duration timeout) {
  private static final DateTimeFormatter TARGET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  /** Source of the backup. */
  public enum Tool {
    PGBACKREST,
    BARMAN,
    FOLDER
  }

  /** The target when it is a time; UserFault (exit code 2) when its text is none. */
  Optional<Instant> targetAt() {
    return targetType.equals("time") ? target.map(DrillPlan::time) : Optional.empty();
  }

  /** The target as PostgreSQL and the backup tools read it: times in UTC to the microsecond. */
  Optional<String> targetText() {
    return targetAt().map(TARGET::format).or(() -> target);
  }

  /** A backup must have ended by then to be of use; empty when any will do. */
  Optional<Instant> backupBefore() {
    return targetAt()
        .or(
            () ->
                targetType.equals("name") ? manifest.flatMap(Manifest::takenAt) : Optional.empty());
  }

  private static Instant time(String text) {
    try {
      String iso = text.strip().replace(' ', 'T').replaceAll("([+-]\\d\\d)$", "$1:00");
      return OffsetDateTime.parse(iso).toInstant();
    } catch (DateTimeParseException e) {
      throw UserFault.usage(
          "--target-time "
              + text
              + " is no time with an offset. Write it like 2026-11-22 15:48:11.05+00.");
    }
  }
}
