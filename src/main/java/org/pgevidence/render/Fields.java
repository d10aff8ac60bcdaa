package org.pgevidence.render;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Objects and identifiers of the machine formats. */
final class Fields {
  /** Namespace of this program's properties; a name, not a page. */
  static final String NAMESPACE = "https://pgevidence.org/ns";

  private static final UUID SPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  private Fields() {}

  /** A JSON object of name, value, name, value … in that order. */
  static Map<String, @Nullable Object> of(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  /** A name-based UUID (RFC 9562, version 5), so that the same assessment gets the same ids. */
  static String uuid(String... names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(bytes(SPACE.getMostSignificantBits()));
      digest.update(bytes(SPACE.getLeastSignificantBits()));
      digest.update((NAMESPACE + "/" + String.join("\0", names)).getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest();
      long most = (number(hash, 0) & 0xffffffffffff0fffL) | 0x5000L;
      long least = (number(hash, 8) & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return new UUID(most, least).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A requirement's id as OSCAL allows it: gdpr-32.1.b for article 32(1)(b). */
  static String token(String framework, String requirement) {
    String id = requirement.replaceAll("[^A-Za-z0-9]+", ".").replaceAll("\\.$", "");
    return framework + "-" + id;
  }

  private static byte[] bytes(long value) {
    return java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static long number(byte[] bytes, int offset) {
    return java.nio.ByteBuffer.wrap(bytes).getLong(offset);
  }
}
