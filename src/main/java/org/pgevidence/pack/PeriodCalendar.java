package org.pgevidence.pack;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which days had a run, which a failed one, and where nothing was seen for too long. */
record PeriodCalendar(PeriodRequest request, List<PeriodRun> runs, List<FailedRun> failures) {
  private static final int SECONDS_OF_DAY = 86_400;

  /** One object per day of the period. */
  List<Map<String, @Nullable Object>> days() {
    List<Map<String, @Nullable Object>> days = new ArrayList<>();
    for (LocalDate day = request.from(); !day.isAfter(request.to()); day = day.plusDays(1)) {
      LocalDate here = day;
      List<String> packs =
          runs.stream().filter(run -> dayOf(run).equals(here)).map(PeriodRun::pack).toList();
      List<FailedRun> failed = failures.stream().filter(one -> one.day().equals(here)).toList();
      Optional<PeriodRequest.Interruption> why = explanation(here);
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("day", day.toString());
      json.put("runs", packs);
      json.put("failures", failed.stream().map(FailedRun::words).toList());
      json.put(
          "state",
          !packs.isEmpty()
              ? "run"
              : !failed.isEmpty() ? "failed" : why.isPresent() ? "explained" : "none");
      json.put("explanation", why.map(PeriodRequest.Interruption::words).orElse(null));
      days.add(json);
    }
    return days;
  }

  /** Runs that gave no pack, each with the declared interruption that explains it. */
  List<Map<String, @Nullable Object>> failedRuns() {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (FailedRun failure : failures) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("at", failure.at());
      json.put("exit_code", failure.exitCode());
      json.put("message", failure.message());
      json.put(
          "explanation",
          explanation(failure.day()).map(PeriodRequest.Interruption::words).orElse(null));
      list.add(json);
    }
    return list;
  }

  /** Time between neighbouring runs, and to both ends of the period; the longest first. */
  List<Map<String, @Nullable Object>> gaps() {
    List<Instant> marks = new ArrayList<>();
    marks.add(request.from().atStartOfDay().toInstant(ZoneOffset.UTC));
    runs.forEach(run -> marks.add(Instant.parse(run.manifest().collectedAt())));
    marks.add(request.to().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    List<Map<String, @Nullable Object>> gaps = new ArrayList<>();
    for (int i = 1; i < marks.size(); i++) {
      gaps.add(gap(marks.get(i - 1), marks.get(i)));
    }
    gaps.sort((a, b) -> Long.compare(seconds(b), seconds(a)));
    return gaps;
  }

  private Map<String, @Nullable Object> gap(Instant from, Instant to) {
    long seconds = Duration.between(from, to).toSeconds();
    List<LocalDate> silent = silentDays(from, to);
    List<PeriodRequest.Interruption> why =
        silent.stream().flatMap(day -> explanation(day).stream()).distinct().toList();
    boolean isExplained =
        !silent.isEmpty() && silent.stream().allMatch(day -> explanation(day).isPresent());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("from", from.toString());
    json.put("to", to.toString());
    json.put("seconds", seconds);
    json.put("words", words(seconds));
    json.put("too_long", request.maxGapSeconds().map(most -> seconds > most).orElse(null));
    json.put("explained", isExplained);
    json.put("explanations", why.stream().map(PeriodRequest.Interruption::words).toList());
    return json;
  }

  /** Days between two instants on which no run was. */
  private List<LocalDate> silentDays(Instant from, Instant to) {
    List<LocalDate> days = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(to.minusSeconds(1), ZoneOffset.UTC);
    for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      LocalDate here = day;
      if (runs.stream().noneMatch(run -> dayOf(run).equals(here))) {
        days.add(day);
      }
    }
    return days;
  }

  private Optional<PeriodRequest.Interruption> explanation(LocalDate day) {
    return request.interruptions().stream().filter(one -> one.covers(day)).findFirst();
  }

  private static LocalDate dayOf(PeriodRun run) {
    return LocalDate.parse(run.manifest().collectedAt().substring(0, 10));
  }

  static long seconds(Map<String, @Nullable Object> gap) {
    return gap.get("seconds") instanceof Long seconds ? seconds : 0;
  }

  /** Days and hours of a time. */
  static String words(long seconds) {
    long days = seconds / SECONDS_OF_DAY;
    long hours = seconds % SECONDS_OF_DAY / 3_600;
    return days + (days == 1 ? " day " : " days ") + hours + (hours == 1 ? " hour" : " hours");
  }
}
