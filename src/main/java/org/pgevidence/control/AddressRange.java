package org.pgevidence.control;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address range as fixed-width hex with its family, so that containment is text order: {@code
 * 4:0a000000}. IPv4 and IPv6 never contain each other.
 */
record AddressRange(String first, String last) {
  private static final Pattern CIDR =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

  /** Reads an address or a CIDR range; empty when it is none. Never asks a name server. */
  static Optional<AddressRange> parse(String text) {
    Matcher matcher = CIDR.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(matcher.group(1));
      byte[] first = address.getAddress();
      int bits = first.length * 8;
      int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
      if (prefix > bits) {
        return Optional.empty();
      }
      byte[] last = first.clone();
      for (int bit = prefix; bit < bits; bit++) {
        int mask = 1 << (7 - bit % 8);
        first[bit / 8] &= (byte) ~mask;
        last[bit / 8] |= (byte) mask;
      }
      String family = address instanceof Inet6Address ? "6:" : "4:";
      HexFormat hex = HexFormat.of();
      return Optional.of(
          new AddressRange(family + hex.formatHex(first), family + hex.formatHex(last)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
