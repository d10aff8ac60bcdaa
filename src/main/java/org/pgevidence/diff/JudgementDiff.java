package org.pgevidence.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed in judgement, from two objects of the form of {@code findings.json}. A finding is
 * resolved only when its check was judged again: otherwise nobody knows.
 */
final class JudgementDiff {
  private final Map<String, Map<?, ?>> before;
  private final Map<String, Map<?, ?>> after;
  private final List<Change> changes = new ArrayList<>();
  private int persisting;

  JudgementDiff(Map<?, ?> before, Map<?, ?> after) {
    this.before = byId(before.get("checks"));
    this.after = byId(after.get("checks"));
    Map<String, Map<?, ?>> all = new TreeMap<>(this.before);
    all.putAll(this.after);
    all.keySet().forEach(this::compare);
  }

  List<Change> changes() {
    return changes;
  }

  /** Findings that both have. */
  int persisting() {
    return persisting;
  }

  private void compare(String check) {
    Map<?, ?> old = before.getOrDefault(check, Map.of());
    Map<?, ?> now = after.getOrDefault(check, Map.of());
    Map<String, Map<?, ?>> oldFindings = byId(old.get("findings"));
    Map<String, Map<?, ?>> newFindings = byId(now.get("findings"));
    newFindings.forEach(
        (id, finding) -> {
          if (oldFindings.containsKey(id)) {
            persisting++;
          } else {
            add("finding", Change.Kind.APPEARED, id, "New: " + finding.get("sentence"));
          }
        });
    oldFindings.forEach(
        (id, finding) -> {
          if (newFindings.containsKey(id)) {
            return;
          }
          if (isJudged(now, String.valueOf(finding.get("subject")))) {
            add("finding", Change.Kind.GONE, id, "Resolved: " + finding.get("sentence"));
          } else {
            add(
                "finding",
                Change.Kind.UNKNOWN,
                id,
                "No longer assessed, so not shown to be resolved: " + finding.get("sentence"));
          }
        });
    String oldVerdict = verdict(old);
    String newVerdict = verdict(now);
    if (!oldVerdict.equals(newVerdict)) {
      Object title = now.isEmpty() ? old.get("title") : now.get("title");
      add(
          "verdict",
          Change.Kind.CHANGED,
          check,
          "Check " + check + " (" + title + ") was " + oldVerdict + " and is " + newVerdict + ".");
    }
  }

  private void add(String area, Change.Kind kind, String subject, String sentence) {
    changes.add(new Change(area, kind, subject, sentence));
  }

  private static String verdict(Map<?, ?> check) {
    return check.get("verdict") instanceof String word ? word.replace('_', ' ') : "not checked";
  }

  private static boolean isJudged(Map<?, ?> check, String subject) {
    String verdict = verdict(check);
    boolean isDecided =
        !(check.get("undecided") instanceof List<?> list)
            || list.stream()
                .noneMatch(
                    item -> item instanceof Map<?, ?> map && subject.equals(map.get("subject")));
    boolean wasRun = verdict.equals("pass") || verdict.equals("fail");
    boolean wasRunInPart =
        verdict.equals("not assessed") && !Long.valueOf(0).equals(examined(check));
    return isDecided && (wasRun || wasRunInPart || verdict.equals("not applicable"));
  }

  private static Long examined(Map<?, ?> check) {
    return check.get("examined") instanceof Number number ? number.longValue() : 0L;
  }

  private static Map<String, Map<?, ?>> byId(@Nullable Object list) {
    Map<String, Map<?, ?>> map = new TreeMap<>();
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> object && object.get("id") instanceof String id) {
          map.put(id, object);
        }
      }
    }
    return map;
  }
}
