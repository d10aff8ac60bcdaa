package org.pgevidence.prove;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What trying one repair showed.
 *
 * @param isProven whether the finding was there, was gone after the fix, and the undo brought the
 *     state before back
 * @param words what was seen, or what stood in the way
 */
public record Outcome(String finding, boolean isProven, String words) {
  /** Ready for {@code Json}. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("finding", finding);
    json.put("proven", isProven);
    json.put("seen", words);
    return json;
  }
}
