package org.pgevidence.redact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pgevidence.fact.Digest;

/**
 * A pseudonym with what it stands for: what the company hands out to prove one of them. Its
 * commitment, which every copy holds, is the SHA-256 of salt, kind and value, parted by one space
 * each; the salt is of 256 bits and made for this value alone, so that no one can guess values.
 *
 * @param salt 64 hex digits
 */
public record Disclosure(String pseudonym, Kind kind, String value, String salt) {
  /** The commitment as hex. */
  public String commitment() {
    return Digest.hex(salt + " " + kind.word() + " " + value);
  }

  /** As JSON shows it. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("pseudonym", pseudonym);
    map.put("kind", kind.word());
    map.put("value", value);
    map.put("salt", salt);
    return map;
  }

  /** Reads it back; IllegalArgumentException when it has another form. */
  public static Disclosure of(@Nullable Object json) {
    if (json instanceof Map<?, ?> map
        && map.get("pseudonym") instanceof String pseudonym
        && map.get("kind") instanceof String kind
        && map.get("value") instanceof String value
        && map.get("salt") instanceof String salt) {
      return new Disclosure(
          pseudonym, Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), value, salt);
    }
    throw new IllegalArgumentException(
        "it needs pseudonym, kind, value and salt, all of them text");
  }
}
