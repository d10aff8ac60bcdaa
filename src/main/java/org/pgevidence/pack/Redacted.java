package org.pgevidence.pack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a redacted copy says of its origin.
 *
 * @param pack name of the sealed pack that it was made from
 * @param manifest SHA-256 of that pack's manifest.json, as hex
 * @param snapshot SHA-256 of that pack's facts/snapshot.json, as hex
 * @param hidden what was hidden: words of {@code Kind}
 * @param shown names that the company left readable all the same
 * @param pseudonyms how many there are; redaction/commitments.jsonl has one row for each
 */
public record Redacted(
    String pack,
    String manifest,
    String snapshot,
    List<String> hidden,
    List<String> shown,
    long pseudonyms) {
  /** Copies the lists. */
  public Redacted {
    hidden = List.copyOf(hidden);
    shown = List.copyOf(shown);
  }

  /** For the cover and for verify. */
  public String sentence() {
    return "Redacted copy of pack "
        + pack
        + ", manifest sha256:"
        + manifest
        + ". Hidden: "
        + String.join(", ", hidden)
        + (shown.isEmpty() ? "" : "; left readable: " + String.join(", ", shown))
        + ". "
        + pseudonyms
        + " pseudonyms stand for values that the company can prove one by one; all checks were"
        + " judged on them, with the verdicts and counts of the original.";
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("pack", pack);
    json.put("manifest", "sha256:" + manifest);
    json.put("snapshot", "sha256:" + snapshot);
    json.put("hidden", hidden);
    json.put("shown", shown);
    json.put("pseudonyms", pseudonyms);
    return json;
  }

  static Redacted of(JsonObject json) {
    return new Redacted(
        json.text("pack"),
        json.digest("manifest"),
        json.digest("snapshot"),
        json.list("hidden").stream().map(String::valueOf).toList(),
        json.list("shown").stream().map(String::valueOf).toList(),
        json.number("pseudonyms"));
  }
}
