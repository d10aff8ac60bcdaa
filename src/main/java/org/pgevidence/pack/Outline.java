package org.pgevidence.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A judgement without its names: verdicts, counts, severities and waivers. */
final class Outline {
  private Outline() {}

  /** Check or requirement → what was judged of it, from an object of the form of findings.json. */
  static Map<String, String> of(@Nullable Object findings) {
    JsonObject json = JsonObject.of(findings, Layout.FINDINGS);
    Map<String, String> outline = new TreeMap<>();
    for (Object item : json.list("checks")) {
      JsonObject check = JsonObject.of(item, "check");
      List<String> severities = new ArrayList<>();
      for (Object finding : check.list("findings")) {
        JsonObject one = JsonObject.of(finding, "finding");
        severities.add(one.text("severity") + (one.map().get("waiver") == null ? "" : " waived"));
      }
      severities.sort(null);
      outline.put(
          check.text("id"),
          String.join(
              " ",
              check.text("verdict"),
              String.valueOf(check.number("examined")),
              String.valueOf(check.number("passed")),
              String.valueOf(check.list("undecided").size()),
              severities.toString()));
    }
    for (Object item : json.list("requirements")) {
      JsonObject requirement = JsonObject.of(item, "requirement");
      outline.put(
          requirement.text("framework") + " " + requirement.text("id"),
          requirement.text("verdict") + " " + requirement.text("manual"));
    }
    return outline;
  }

  /** Keys that differ, with both sides. */
  static List<String> differences(Map<String, String> before, Map<String, String> after) {
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    return all.keySet().stream()
        .filter(key -> !java.util.Objects.equals(before.get(key), after.get(key)))
        .map(key -> key + " (" + before.get(key) + "; redacted " + after.get(key) + ")")
        .toList();
  }
}
