package org.pgevidence.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Json;

/**
 * What verification found, step by step.
 *
 * @param pack as the user named it
 */
public record VerifyReport(String pack, List<Step> steps) {
  /** Copies the list. */
  public VerifyReport {
    steps = List.copyOf(steps);
  }

  /** How a step came out. */
  public enum State {
    /** Checked and holds. */
    OK,
    /** Checked and does not hold. */
    FAILED,
    /** Holds, but rests on someone whom the reader did not say to trust. */
    UNVERIFIED,
    /** Good to know; decides nothing. */
    NOTE
  }

  /** One thing that was checked. */
  public record Step(String part, State state, String words) {}

  /** Whether anything does not hold. */
  public boolean isFailed() {
    return steps.stream().anyMatch(step -> step.state() == State.FAILED);
  }

  /** 4 when anything does not hold, 3 when someone is not verified, else 0. */
  public int exitCode() {
    return isFailed() ? 4 : isUnverified() ? 3 : 0;
  }

  private boolean isUnverified() {
    return steps.stream().anyMatch(step -> step.state() == State.UNVERIFIED);
  }

  /** The whole in words. */
  public String verdict() {
    return isFailed()
        ? "NOT intact: do not rely on this pack"
        : isUnverified() ? "intact; signer not verified" : "valid";
  }

  /** Lines for people. */
  public String toText() {
    StringBuilder text = new StringBuilder(Visible.text(pack)).append('\n');
    for (Step step : steps) {
      String word =
          switch (step.state()) {
            case OK -> "ok        ";
            case FAILED -> "FAILED    ";
            case UNVERIFIED -> "unverified";
            case NOTE -> "note      ";
          };
      text.append("  ").append(word).append("  ").append(Visible.text(step.part())).append(": ");
      text.append(Visible.text(step.words())).append('\n');
    }
    return text.append(verdict()).append('\n').toString();
  }

  /** The same for programs. */
  public String toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", 1);
    json.put("pack", pack);
    json.put("verdict", verdict());
    json.put("exit_code", exitCode());
    json.put(
        "steps",
        steps.stream()
            .map(
                step -> {
                  Map<String, @Nullable Object> item = new LinkedHashMap<>();
                  item.put("part", step.part());
                  item.put("state", step.state().name().toLowerCase(java.util.Locale.ROOT));
                  item.put("words", step.words());
                  return item;
                })
            .toList());
    return Json.pretty(json);
  }
}
