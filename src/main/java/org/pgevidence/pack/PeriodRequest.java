package org.pgevidence.pack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;

/**
 * What a report on a period is asked for; stored in the pack, so that it can be made again.
 *
 * @param from first day, UTC
 * @param to last day, UTC, inclusive
 * @param maxGapSeconds longest time without a run that the profile allows; empty when it says
 *     nothing
 * @param minRuns fewest runs that the profile allows
 * @param seed of the samples; "" for one that follows from the runs
 * @param sampleSize rows drawn from each population
 * @param interruptions declared times without a run
 */
public record PeriodRequest(
    String system,
    LocalDate from,
    LocalDate to,
    Optional<Long> maxGapSeconds,
    long minRuns,
    String seed,
    long sampleSize,
    List<Interruption> interruptions) {
  /** Copies the list. */
  public PeriodRequest {
    interruptions = List.copyOf(interruptions);
  }

  /** A declared time without a run; both days inclusive. */
  public record Interruption(
      LocalDate from, LocalDate to, String reason, String explainedBy, Optional<String> ticket) {
    boolean covers(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }

    /** As one sentence. */
    String words() {
      return reason
          + " ("
          + from
          + " to "
          + to
          + ", says "
          + explainedBy
          + ticket.map(id -> ", ticket " + id).orElse("")
          + ")";
    }
  }

  /** Whether an instant, ISO 8601 UTC, lies in the period. */
  boolean holds(String instant) {
    LocalDate day = LocalDate.parse(instant.substring(0, 10));
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** The seed of the samples: as asked for, or from the newest run, which nobody could foresee. */
  String seedAfter(List<PeriodRun> runs) {
    return seed.isEmpty()
        ? Digest.hex(system + "\0" + from + "\0" + to + "\0" + runs.getLast().digest())
            .substring(0, 32)
        : seed;
  }

  /** Ready for {@code Json}. */
  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.put("system", system);
    json.put("from", from.toString());
    json.put("to", to.toString());
    json.put("max_gap_s", maxGapSeconds.orElse(null));
    json.put("min_runs", minRuns);
    json.put("seed", seed);
    json.put("sample_size", sampleSize);
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (Interruption one : interruptions) {
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("from", one.from().toString());
      item.put("to", one.to().toString());
      item.put("reason", one.reason());
      item.put("explained_by", one.explainedBy());
      item.put("ticket", one.ticket().orElse(null));
      list.add(item);
    }
    json.put("interruptions", list);
    return json;
  }

  /** Reads it back; IllegalArgumentException or DateTimeException with the fault. */
  static PeriodRequest parse(@Nullable Object value) {
    JsonObject json = JsonObject.of(value, "period.json");
    List<Interruption> interruptions = new ArrayList<>();
    for (Object item : json.list("interruptions")) {
      JsonObject one = JsonObject.of(item, "interruption");
      interruptions.add(
          new Interruption(
              LocalDate.parse(one.text("from")),
              LocalDate.parse(one.text("to")),
              one.text("reason"),
              one.text("explained_by"),
              one.optional("ticket")));
    }
    return new PeriodRequest(
        json.text("system"),
        LocalDate.parse(json.text("from")),
        LocalDate.parse(json.text("to")),
        json.map().get("max_gap_s") instanceof Long seconds
            ? Optional.of(seconds)
            : Optional.empty(),
        json.number("min_runs"),
        json.text("seed"),
        json.number("sample_size"),
        interruptions);
  }
}
