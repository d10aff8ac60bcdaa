package org.pgevidence.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One difference.
 *
 * @param area what it belongs to, e.g. finding, role, setting
 * @param subject the object, stable from run to run
 * @param sentence for people
 * @param granted grants that the difference rests on
 */
public record Change(
    String area, Kind kind, String subject, String sentence, List<Grantors.Granted> granted) {
  /** Copies the list. */
  public Change {
    granted = List.copyOf(granted);
  }

  /** A difference that rests on no grant. */
  public Change(String area, Kind kind, String subject, String sentence) {
    this(area, kind, subject, sentence, List.of());
  }

  /** How it differs. */
  public enum Kind {
    APPEARED("+"),
    GONE("-"),
    CHANGED("~"),
    /** One side was not read or not judged: nobody can say. */
    UNKNOWN("?");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** One character for print. */
    public String sign() {
      return sign;
    }

    /** Its word in JSON. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** As JSON shows it. */
  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("area", area);
    map.put("kind", kind.word());
    map.put("subject", subject);
    map.put("sentence", sentence);
    if (area.equals("access")) {
      map.put("granted", granted.stream().map(Grantors.Granted::toJson).toList());
    }
    return map;
  }
}
