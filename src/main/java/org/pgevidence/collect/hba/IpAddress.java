package org.pgevidence.collect.hba;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as getaddrinfo() reads a numeric host: dotted quads, the short, octal and hexadecimal
 * forms of inet_aton(), IPv6 with an optional zone. The zone is dropped, since rules are compared
 * by address bits alone.
 *
 * @param family 4 or 6
 * @param value the bits as an unsigned number
 */
public record IpAddress(int family, BigInteger value) implements Comparable<IpAddress> {
  private static final Pattern PART = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  /** The address that the text means; empty when the server would take the text for a host name. */
  public static Optional<IpAddress> parse(String text) {
    return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
  }

  /** Bits of an address of this family. */
  public int width() {
    return width(family);
  }

  static int width(int family) {
    return family == 4 ? 32 : 128;
  }

  /** Text whose order is the order of addresses: 4:0a000000 or 6: and 32 digits. */
  public String hex() {
    String digits = value.toString(16);
    return family + ":" + "0".repeat(width() / 4 - digits.length()) + digits;
  }

  /** Reads what {@link #hex} wrote. */
  public static IpAddress ofHex(String hex) {
    return new IpAddress(hex.charAt(0) - '0', new BigInteger(hex.substring(2), 16));
  }

  /** As people write it; IPv6 in the short form of RFC 5952. */
  @Override
  public String toString() {
    if (family == 4) {
      int bits = value.intValue();
      return (bits >>> 24)
          + "."
          + (bits >>> 16 & 255)
          + "."
          + (bits >>> 8 & 255)
          + "."
          + (bits & 255);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = value.shiftRight(16 * (7 - i)).intValue() & 0xffff;
    }
    return shortest(groups);
  }

  private static String shortest(int[] groups) {
    int bestStart = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int length = 0;
      while (i + length < 8 && groups[i + length] == 0) {
        length++;
      }
      if (length > bestLength) {
        bestStart = i;
        bestLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestStart) {
        text.append("::");
        i += bestLength - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  @Override
  public int compareTo(IpAddress other) {
    return family == other.family ? value.compareTo(other.value) : family - other.family;
  }

  private static Optional<IpAddress> parse4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > 4) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean isLast = i == parts.length - 1;
      long limit = isLast ? 1L << (8 * (5 - parts.length)) : 256;
      long part = number(parts[i]);
      if (part < 0 || part >= limit) {
        return Optional.empty();
      }
      value |= isLast ? part : part << (24 - 8 * i);
    }
    return Optional.of(new IpAddress(4, BigInteger.valueOf(value)));
  }

  private static long number(String part) {
    if (!PART.matcher(part).matches() || part.length() > 18) {
      return -1;
    }
    try {
      if (part.startsWith("0x") || part.startsWith("0X")) {
        return part.length() == 2 ? -1 : Long.parseLong(part.substring(2), 16);
      }
      return part.startsWith("0") ? Long.parseLong(part, 8) : Long.parseLong(part);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Optional<IpAddress> parse6(String text) {
    int percent = text.indexOf('%');
    String digits = percent < 0 ? text : text.substring(0, percent);
    int gap = digits.indexOf("::");
    Optional<int[]> head = groups(gap < 0 ? digits : digits.substring(0, gap), gap < 0);
    Optional<int[]> tail = groups(gap < 0 ? "" : digits.substring(gap + 2), true);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    int count = head.get().length + tail.get().length;
    if (gap < 0 ? count != 8 : count > 7) {
      return Optional.empty();
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < head.get().length; i++) {
      value = value.or(BigInteger.valueOf(head.get()[i]).shiftLeft(16 * (7 - i)));
    }
    for (int i = 0; i < tail.get().length; i++) {
      value =
          value.or(BigInteger.valueOf(tail.get()[i]).shiftLeft(16 * (tail.get().length - 1 - i)));
    }
    IpAddress address = new IpAddress(6, value);
    return percent < 0 || address.takesZone(text.substring(percent + 1))
        ? Optional.of(address)
        : Optional.empty();
  }

  /** Names of interfaces count for link-local addresses only; that the name exists is assumed. */
  private boolean takesZone(String zone) {
    boolean isLinkLocal =
        value.shiftRight(118).intValue() == 0x3fa
            || (value.shiftRight(112).intValue() & 0xff0f) == 0xff02;
    return isLinkLocal ? !zone.isEmpty() : zone.matches("[0-9]{1,9}");
  }

  private static Optional<int[]> groups(String text, boolean mayEndInIpv4) {
    if (text.isEmpty()) {
      return Optional.of(new int[0]);
    }
    String[] parts = text.split(":", -1);
    boolean hasIpv4 = mayEndInIpv4 && parts[parts.length - 1].indexOf('.') >= 0;
    int[] groups = new int[parts.length + (hasIpv4 ? 1 : 0)];
    for (int i = 0; i < parts.length - (hasIpv4 ? 1 : 0); i++) {
      if (!GROUP.matcher(parts[i]).matches()) {
        return Optional.empty();
      }
      groups[i] = Integer.parseInt(parts[i], 16);
    }
    if (hasIpv4) {
      String quad = parts[parts.length - 1];
      Optional<IpAddress> ipv4 = parse4(quad);
      if (ipv4.isEmpty() || !quad.matches("([1-9]?[0-9]{1,2}|0)(\\.([1-9]?[0-9]{1,2}|0)){3}")) {
        return Optional.empty();
      }
      int bits = ipv4.get().value().intValue();
      groups[groups.length - 2] = bits >>> 16;
      groups[groups.length - 1] = bits & 0xffff;
    }
    return Optional.of(groups);
  }
}
