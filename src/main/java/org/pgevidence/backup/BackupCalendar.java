package org.pgevidence.backup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pgevidence.fact.Facts;
import org.pgevidence.fact.Row;

/**
 * The period as a picture: one line per system, one mark per day for backups, failures, silence,
 * WAL gaps and drills. Shapes differ as well as colours, so that it reads in grey.
 */
public final class BackupCalendar {
  private final Facts facts;
  private final LocalDate from;
  private final LocalDate to;
  private final List<Row> systems;

  private BackupCalendar(Facts facts, LocalDate from, LocalDate to, List<Row> systems) {
    this.facts = facts;
    this.from = from;
    this.to = to;
    this.systems = systems;
  }

  /** The calendar of derived rows; empty when no system with a time is known. */
  public static Optional<BackupCalendar> of(Facts facts) {
    List<Row> systems = new ArrayList<>();
    facts.forEach(
        "backup_system",
        row -> {
          if (row.textOrNull("from_at") != null && row.textOrNull("to_at") != null) {
            systems.add(row);
          }
        });
    if (systems.isEmpty()) {
      return Optional.empty();
    }
    LocalDate from =
        systems.stream()
            .map(row -> day(row.text("from_at")))
            .min(LocalDate::compareTo)
            .orElseThrow();
    LocalDate last =
        systems.stream().map(row -> day(row.text("to_at"))).max(LocalDate::compareTo).orElseThrow();
    LocalDate to =
        facts
            .single("snapshot")
            .map(row -> day(row.text("collected_at")))
            .filter(day -> day.isAfter(last))
            .orElse(last);
    return Optional.of(new BackupCalendar(facts, from, to.plusDays(1), systems));
  }

  private static LocalDate day(String at) {
    return Instant.parse(at).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** The picture as SVG text with its title and description inside. */
  public String svg() {
    return new CalendarPicture(this, from, to, systems).svg();
  }

  /** Rows of a derived table that belong to a system. */
  void each(String table, Row system, Consumer<Row> action) {
    facts.forEach(
        table,
        row -> {
          if (row.text("tool").equals(system.text("tool"))
              && row.text("system").equals(system.text("system"))) {
            action.accept(row);
          }
        });
  }

  /** The same in words, for readers who cannot see it. */
  public String altText() {
    StringBuilder text = new StringBuilder("Backups from " + from + " to " + to.minusDays(1) + ".");
    for (Row system : systems) {
      long[] restores = new long[2];
      each("restore", system, row -> restores[row.text("result").equals("pass") ? 0 : 1]++);
      text.append(' ')
          .append(system.text("id"))
          .append(": ")
          .append(system.number("succeeded"))
          .append(" succeeded, ")
          .append(system.number("failed"))
          .append(" failed, ")
          .append(system.number("unknown"))
          .append(" with unknown end, ")
          .append(system.number("wal_gap_count"))
          .append(" WAL gaps, ")
          .append(restores[0])
          .append(" restores opened, ")
          .append(restores[1])
          .append(" failed or not proven.");
    }
    return text.toString();
  }
}
