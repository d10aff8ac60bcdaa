package org.pgevidence.collect.drill;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be restored and what must hold afterwards.
 *
 * @param tool where the backup comes from
 * @param system stanza, Barman server, or the folder's name
 * @param config configuration file of the tool; empty for its default
 * @param repository pgBackRest repository key; empty for its choice
 * @param label backup to restore; empty for the newest good one
 * @param folder base backup folder; only for FOLDER
 * @param restoreCommand how a base backup folder gets more WAL; only for FOLDER
 * @param targetType time, name, immediate or default (end of the archive)
 * @param target time or name; empty for default and immediate
 * @param expectedAt independently known last commit that must be there
 * @param rpoSeconds seconds that may be missing before expectedAt
 * @param expectedSystem system identifier of the source, when known from elsewhere
 * @param manifest table counts and hashes of the source: lines {@code db: schema.table|rows|hash}
 * @param sql user's own SQL; each statement must return true or at least not fail
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
    Optional<Path> manifest,
    Optional<Path> sql,
    Path scratchParent,
    Optional<Path> binaries,
    Optional<String> runAs,
    String superuser,
    Duration timeout) {
  /** Source of the backup. */
  public enum Tool {
    PGBACKREST,
    BARMAN,
    FOLDER
  }
}
