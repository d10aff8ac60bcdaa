package org.pgevidence.fact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored table file: what its bytes must be.
 *
 * @param path relative to the snapshot, with slashes: facts/role.jsonl or facts/role.jsonl.gz
 * @param rows rows of the table, without the line of column names
 * @param bytes stored bytes
 * @param sha256 digest of the stored bytes
 * @param plainBytes bytes after gunzip; equal to bytes when not compressed
 * @param plainSha256 digest after gunzip; equal to sha256 when not compressed
 */
public record FileEntry(
    String path, long rows, long bytes, String sha256, long plainBytes, String plainSha256) {
  /** Name of the table: the file's name without its endings. */
  public String table() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.substring(0, name.indexOf('.'));
  }

  /** Whether the file is gzipped. */
  public boolean isCompressed() {
    return path.endsWith(".gz");
  }

  /** Its JSON form. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("path", path);
    json.put("rows", rows);
    json.put("size", bytes);
    json.put("sha256", sha256);
    if (isCompressed()) {
      json.put("uncompressed_size", plainBytes);
      json.put("uncompressed_sha256", plainSha256);
    }
    return json;
  }

  /**
   * Reads {@link #toJson} back. Throws ClassCastException or NullPointerException on another shape.
   */
  public static FileEntry fromJson(Map<?, ?> json) {
    long bytes = number(json, "size");
    String sha256 = text(json, "sha256");
    return new FileEntry(
        text(json, "path"),
        number(json, "rows"),
        bytes,
        sha256,
        json.containsKey("uncompressed_size") ? number(json, "uncompressed_size") : bytes,
        json.containsKey("uncompressed_sha256") ? text(json, "uncompressed_sha256") : sha256);
  }

  private static String text(Map<?, ?> json, String key) {
    if (json.get(key) instanceof String value) {
      return value;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or not text");
  }

  private static long number(Map<?, ?> json, String key) {
    if (json.get(key) instanceof Long value) {
      return value;
    }
    throw new IllegalArgumentException("\"" + key + "\" is missing or not an integer");
  }
}
