package org.pgevidence.collect.log;

import java.nio.charset.StandardCharsets;

/**
 * What the first bytes of a file prove. Both answers may be no: pgBackRest writes parts of bundles
 * without any header, and such bytes look the same encrypted and compressed.
 */
final class FirstBytes {
  private static final int PAGE = 8192;
  private static final int SHORTEST_TEXT = 24;

  private FirstBytes() {}

  /** OpenSSL's salted format (pgBackRest, openssl enc), OpenPGP (RFC 9580) or age. */
  static boolean areEncrypted(byte[] head) {
    return startsWith(head, "Salted__")
        || startsWith(head, "-----BEGIN PGP MESSAGE-----")
        || startsWith(head, "age-encryption.org/")
        || isOpenPgp(head);
  }

  /** A message begins with a session key, for a public key (tag 1) or a passphrase (tag 3). */
  private static boolean isOpenPgp(byte[] head) {
    if (head.length < 32 || (head[0] & 0x80) == 0) {
      return false;
    }
    boolean isNew = (head[0] & 0x40) != 0;
    int tag = isNew ? head[0] & 0x3f : head[0] >> 2 & 0x0f;
    int body = isNew ? ((head[1] & 0xff) < 192 ? 2 : 3) : (head[0] & 3) == 0 ? 2 : 3;
    int version = head[body];
    return switch (tag) {
      case 1 -> {
        int algorithm = head[body + 9];
        yield version == 3
            && (algorithm == 1 || algorithm == 2 || algorithm == 16 || algorithm == 18);
      }
      case 3 -> {
        int cipher = head[body + 1];
        int derivation = head[body + 2];
        yield (version == 4 || version == 5)
            && cipher >= 1
            && cipher <= 13
            && (derivation == 0 || derivation == 1 || derivation == 3);
      }
      default -> false;
    };
  }

  /** Text, a tar, a page of a table, WAL, or the header of a compression: no cipher gives these. */
  static boolean arePlain(byte[] head) {
    return startsWith(head, "BZh")
        || startsWith(head, "\3757zXZ\0")
        || startsWith(head, "(\265/\375")
        || startsWith(head, "\4\"M\30")
        || startsWith(head, 257, "ustar")
        || isWal(head)
        || isPage(head)
        || isText(head);
  }

  /** Long header of a segment: magic number 0xD1.., flags with 0x0002, size of a page. */
  private static boolean isWal(byte[] head) {
    return head.length > 40
        && (head[1] & 0xff) == 0xd1
        && (head[2] & 2) != 0
        && head[3] == 0
        && number(head, 36) == PAGE;
  }

  /** Header of a page: offsets in order, size and layout version 4. */
  private static boolean isPage(byte[] head) {
    if (head.length < PAGE) {
      return false;
    }
    int lower = number(head, 12);
    int upper = number(head, 14);
    int special = number(head, 16);
    return number(head, 18) == PAGE + 4
        && lower >= 24
        && lower <= upper
        && upper <= special
        && special <= PAGE;
  }

  private static int number(byte[] head, int at) {
    return (head[at] & 0xff) + 256 * (head[at + 1] & 0xff);
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return head.length >= SHORTEST_TEXT;
  }

  private static boolean startsWith(byte[] head, String latin) {
    return startsWith(head, 0, latin);
  }

  private static boolean startsWith(byte[] head, int at, String latin) {
    byte[] wanted = latin.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= at + wanted.length
        && java.util.Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
