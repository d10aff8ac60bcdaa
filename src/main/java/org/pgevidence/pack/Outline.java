package org.pgevidence.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pgevidence.fact.Json;
import org.pgevidence.fact.StoredText;

/** A judgement without its names: verdicts, counts, severities and waivers. */
final class Outline {
  private Outline() {}

  /** Check or requirement → what was judged of it, from a file of the form of findings.json. */
  static Map<String, String> of(Path findings) throws IOException {
    Map<String, String> outline = new TreeMap<>();
    try (InputStream in = StoredText.open(findings)) {
      Json.members(
          in,
          Map.of(
              "checks",
              item -> addCheck(outline, JsonObject.of(item, "check")),
              "requirements",
              item -> addRequirement(outline, JsonObject.of(item, "requirement"))));
    }
    return outline;
  }

  private static void addCheck(Map<String, String> outline, JsonObject check) {
    Map<String, Integer> severities = new TreeMap<>();
    for (Object finding : check.list("findings")) {
      JsonObject one = JsonObject.of(finding, "finding");
      String waived = one.map().get("waiver") == null ? "" : " waived";
      severities.merge(one.text("severity") + waived, 1, Integer::sum);
    }
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

  private static void addRequirement(Map<String, String> outline, JsonObject requirement) {
    outline.put(
        requirement.text("framework") + " " + requirement.text("id"),
        requirement.text("verdict") + " " + requirement.text("manual"));
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
