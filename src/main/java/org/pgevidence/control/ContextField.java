package org.pgevidence.control;

import java.util.List;
import java.util.Optional;

/**
 * One key of a context file: reader, JSON Schema and stub are made from it.
 *
 * @param key as in YAML
 * @param column column that it fills; "" when a rule of the file uses it
 * @param words allowed words of a WORD
 * @param fallback value when absent: text, Long, or empty for null
 * @param fields keys of an OBJECT, or of the items of a LIST or the values of a MAP
 */
record ContextField(
    String key,
    String column,
    Kind kind,
    boolean isRequired,
    List<String> words,
    Optional<Object> fallback,
    List<ContextField> fields) {
  /** Categories of data, least sensitive first. */
  static final List<String> CATEGORIES =
      List.of("none", "internal", "confidential", "personal", "credential", "art10", "art9", "pan");

  /** What a value may be. */
  enum Kind {
    TEXT,
    WORD,
    /** true or false; stored as 1 or 0. */
    FLAG,
    COUNT,
    /** A day, YYYY-MM-DD. */
    DAY,
    /** An instant, ISO 8601 UTC. */
    INSTANT,
    /** 90d, 4h, 15m, 30s or a sum of them (1h42m); stored as seconds. */
    DURATION,
    /** database.schema.table, each part quoted as PostgreSQL prints it. */
    RELATION,
    /** A list of texts; stored as a JSON array. */
    TEXTS,
    OBJECT,
    LIST,
    MAP
  }

  static ContextField need(String key, Kind kind) {
    return new ContextField(key, key, kind, true, List.of(), Optional.empty(), List.of());
  }

  static ContextField may(String key, Kind kind) {
    return new ContextField(key, key, kind, false, List.of(), Optional.empty(), List.of());
  }

  static ContextField flag(String key, String column) {
    return may(key, Kind.FLAG).as(column).or(0L);
  }

  static ContextField word(String key, String... words) {
    return new ContextField(key, key, Kind.WORD, true, List.of(words), Optional.empty(), List.of());
  }

  static ContextField texts(String key) {
    return may(key, Kind.TEXTS).or("[]");
  }

  static ContextField nested(String key, Kind kind, ContextField... fields) {
    return new ContextField(key, "", kind, false, List.of(), Optional.empty(), List.of(fields));
  }

  ContextField as(String otherColumn) {
    return new ContextField(key, otherColumn, kind, isRequired, words, fallback, fields);
  }

  ContextField or(Object value) {
    return new ContextField(key, column, kind, false, words, Optional.of(value), fields);
  }

  ContextField optional() {
    return new ContextField(key, column, kind, false, words, fallback, fields);
  }
}
