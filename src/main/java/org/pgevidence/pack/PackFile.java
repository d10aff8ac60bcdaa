package org.pgevidence.pack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of a pack: what its bytes must be.
 *
 * @param path inside the pack, with slashes
 * @param plainSize bytes after gunzip; equal to size when not gzipped
 * @param plainSha256 digest after gunzip; equal to sha256 when not gzipped
 */
public record PackFile(String path, long size, String sha256, long plainSize, String plainSha256) {
  /** Its entry in the manifest. */
  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("path", path);
    json.put("size", size);
    json.put("sha256", sha256);
    if (path.endsWith(".gz")) {
      json.put("uncompressed_size", plainSize);
      json.put("uncompressed_sha256", plainSha256);
    }
    return json;
  }

  /** Reads an entry; throws IllegalArgumentException on another shape. */
  static PackFile fromJson(Map<?, ?> json) {
    if (json.get("path") instanceof String path
        && json.get("size") instanceof Long size
        && json.get("sha256") instanceof String sha256) {
      long plainSize = json.get("uncompressed_size") instanceof Long value ? value : size;
      String plainSha256 = json.get("uncompressed_sha256") instanceof String value ? value : sha256;
      return new PackFile(path, size, sha256, plainSize, plainSha256);
    }
    throw new IllegalArgumentException("an entry of files has no path, size or sha256");
  }

  /** The line of {@code sha256sum}. */
  String sumLine() {
    return sha256 + "  " + path + "\n";
  }
}
