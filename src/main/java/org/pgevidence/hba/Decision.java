package org.pgevidence.hba;

import java.util.List;
import java.util.Optional;

/**
 * What the rules do with one attempt.
 *
 * @param outcome RULE (a reject rule too), NO_MATCH (rejected for want of a rule) or UNDECIDED
 * @param rule the rule that matches; for UNDECIDED the first that may
 * @param reason in words
 * @param earlier why each earlier rule does not match
 */
public record Decision(
    Outcome outcome, Optional<Matched> rule, String reason, List<Skipped> earlier) {
  /** Copies the list. */
  public Decision {
    earlier = List.copyOf(earlier);
  }

  /** Kinds of answer. */
  public enum Outcome {
    RULE("rule"),
    NO_MATCH("no-match"),
    UNDECIDED("undecided");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** The word of the JSON contract. */
    public String word() {
      return word;
    }
  }

  /** A rule by its place. */
  public record Matched(String file, int line, String type, String method, String text) {}

  /** An earlier rule and why it does not take the attempt. */
  public record Skipped(String file, int line, String text, String why) {}
}
