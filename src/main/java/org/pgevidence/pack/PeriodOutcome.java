package org.pgevidence.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.control.Severity;

/**
 * What a period comes to in a few sentences and an exit code: 1 found, 3 not assessed, 0.
 *
 * @param sentences for the terminal
 */
public record PeriodOutcome(int exitCode, List<String> sentences) {
  /** Copies the list. */
  public PeriodOutcome {
    sentences = List.copyOf(sentences);
  }

  /** Judges an object of the form of period.json. */
  public static PeriodOutcome of(
      Map<String, @Nullable Object> period, Severity failOn, boolean isWaivedOk) {
    JsonObject json = JsonObject.of(period, Layout.PERIOD);
    List<String> sentences = new ArrayList<>();
    JsonObject longest = json.object("longest_gap");
    long runs = valid(json).size();
    sentences.add(
        runs
            + (runs == 1 ? " run, " : " runs, ")
            + json.list("failed_runs").size()
            + " failed; longest time without one: "
            + longest.text("words")
            + ".");
    boolean isFound = false;
    for (Object item : json.list("gaps")) {
      JsonObject gap = JsonObject.of(item, "gap");
      if (Boolean.TRUE.equals(gap.map().get("too_long"))
          && !Boolean.TRUE.equals(gap.map().get("explained"))) {
        sentences.add("Unexplained gap from " + gap.text("from") + " to " + gap.text("to") + ".");
        isFound = true;
      }
    }
    if (runs < json.number("min_runs")) {
      sentences.add("The profile asks for at least " + json.number("min_runs") + " runs.");
      isFound = true;
    }
    long standing =
        json.list("exceptions_at_end").stream()
            .map(item -> JsonObject.of(item, "exception"))
            .filter(one -> !isWaivedOk || one.map().get("waiver") == null)
            .filter(one -> severity(one).compareTo(failOn) >= 0)
            .count();
    sentences.add(
        json.list("exceptions_at_end").size() + " exceptions stand at the end of the period.");
    if (isFound || standing > 0) {
      return new PeriodOutcome(1, sentences);
    }
    boolean isOpen = valid(json).getLast().object("verdicts").map().containsKey("not_assessed");
    boolean isGapJudged = json.map().get("max_gap_s") != null;
    if (!isGapJudged) {
      sentences.add(
          "The gaps were not judged: name the longest in the profile, period: {max_gap: 7d}.");
    }
    return new PeriodOutcome(isOpen || !isGapJudged ? 3 : 0, sentences);
  }

  private static List<JsonObject> valid(JsonObject period) {
    return period.list("runs").stream()
        .map(item -> JsonObject.of(item, "run"))
        .filter(run -> run.map().get("superseded_by") == null)
        .toList();
  }

  private static Severity severity(JsonObject entry) {
    return Severity.valueOf(entry.text("severity").toUpperCase(Locale.ROOT));
  }
}
