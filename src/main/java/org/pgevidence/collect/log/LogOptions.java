package org.pgevidence.collect.log;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How logs are to be read.
 *
 * @param zone zone of times that carry none (pgBackRest and Barman logs write local time); empty
 *     when the user did not say: UTC is assumed and each time is graded so
 * @param walSegmentBytes wal_segment_size of the servers, needed to see gaps between WAL files
 */
public record LogOptions(Optional<ZoneId> zone, long walSegmentBytes) {
  /** Nobody said anything: UTC is assumed, segments have 16 MiB. */
  public static final LogOptions DEFAULT = new LogOptions(Optional.empty(), 16L << 20);

  /** Refuses a segment size that PostgreSQL does not know. */
  public LogOptions {
    if (Long.bitCount(walSegmentBytes) != 1
        || walSegmentBytes < 1L << 20
        || walSegmentBytes > 1L << 30) {
      throw new IllegalArgumentException("no WAL segment size: " + walSegmentBytes);
    }
  }

  /**
   * Zone by its name in the IANA time zone database, or an offset such as +02:00; empty when it is
   * neither.
   */
  public static Optional<ZoneId> zoneOf(String name) {
    try {
      return Optional.of(ZoneId.of(name.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The same, for servers of another segment size. */
  public LogOptions of(long newWalSegmentBytes) {
    return new LogOptions(zone, newWalSegmentBytes);
  }

  /** The same, with a zone for times that carry none. */
  public LogOptions in(ZoneId newZone) {
    return new LogOptions(Optional.of(newZone), walSegmentBytes);
  }
}
