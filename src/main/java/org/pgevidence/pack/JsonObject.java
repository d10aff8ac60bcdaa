package org.pgevidence.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that must hold certain keys. Every accessor throws IllegalArgumentException naming
 * the key when it is missing or of another type.
 */
record JsonObject(Map<?, ?> map, String name) {
  static JsonObject of(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(map, name);
    }
    throw new IllegalArgumentException(name + " is not an object");
  }

  String text(String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw wrong(key, "text");
  }

  Optional<String> optional(String key) {
    return map.get(key) == null ? Optional.empty() : Optional.of(text(key));
  }

  long number(String key) {
    if (map.get(key) instanceof Long number) {
      return number;
    }
    throw wrong(key, "an integer");
  }

  List<?> list(String key) {
    if (map.get(key) instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "a list");
  }

  JsonObject object(String key) {
    return of(map.get(key), name + "." + key);
  }

  /** The hex digits of {@code sha256:…}. */
  String digest(String key) {
    String text = text(key);
    if (!text.matches("sha256:[0-9a-f]{64}")) {
      throw wrong(key, "sha256: and 64 hex digits");
    }
    return text.substring("sha256:".length());
  }

  private IllegalArgumentException wrong(String key, String expected) {
    return new IllegalArgumentException(name + ": \"" + key + "\" is not " + expected);
  }
}
