package org.pgevidence.collect.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values out of parsed JSON without trusting its shape. */
final class Documents {
  private Documents() {}

  static Map<String, @Nullable Object> map(@Nullable Object value) {
    Map<String, @Nullable Object> result = new java.util.LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> result.put(String.valueOf(key), item));
    }
    return result;
  }

  /** The maps of a list; a single map counts as a list of one. */
  static List<Map<String, @Nullable Object>> maps(@Nullable Object value) {
    List<Map<String, @Nullable Object>> result = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?>) {
          result.add(map(item));
        }
      }
    } else if (value instanceof Map<?, ?>) {
      result.add(map(value));
    }
    return result;
  }

  static Map<String, @Nullable Object> at(Map<String, @Nullable Object> map, String... path) {
    Map<String, @Nullable Object> now = map;
    for (String key : path) {
      now = map(now.get(key));
    }
    return now;
  }

  static @Nullable String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? String.valueOf(value)
        : null;
  }

  static @Nullable Long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number) {
      return number.longValue();
    }
    return value instanceof String text && text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
  }

  /** A flag as 1 or 0; null when absent. */
  static @Nullable Long flag(@Nullable Object value) {
    return value instanceof Boolean flag ? (flag ? 1L : 0L) : null;
  }
}
