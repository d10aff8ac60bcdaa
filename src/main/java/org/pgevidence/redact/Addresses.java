package org.pgevidence.redact;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.collect.hba.IpAddress;

/**
 * Maps addresses one to one so that two of them share as many leading bits after as before: a range
 * still holds what lay in it, and is as wide. Special ranges stay what they are: an address of
 * 10.0.0.0/8 is mapped to another one there; loopback, multicast and masks are not changed at all.
 *
 * <p>After J. Xu, J. Fan, M. Ammar, S. Moon, "Prefix-Preserving IP Address Anonymization", 2002,
 * with HMAC-SHA-256 as the random function. Who knows one address and its pseudonym learns the
 * leading bits that others share with it.
 */
final class Addresses {
  private static final List<Block> SPECIAL =
      List.of(
          new Block("0.0.0.0", 8, true),
          new Block("10.0.0.0", 8, false),
          new Block("100.64.0.0", 10, false),
          new Block("127.0.0.0", 8, true),
          new Block("169.254.0.0", 16, false),
          new Block("172.16.0.0", 12, false),
          new Block("192.168.0.0", 16, false),
          new Block("224.0.0.0", 3, true),
          new Block("::", 96, true),
          new Block("::ffff:0:0", 96, false),
          new Block("fc00::", 7, false),
          new Block("fe80::", 10, false),
          new Block("ff00::", 8, true));

  private final Secret secret;
  private final Map<String, IpAddress> known = new HashMap<>();

  Addresses(Secret secret) {
    this.secret = secret;
  }

  /** A special range; inside, bits are kept or mapped as elsewhere. */
  private record Block(IpAddress address, int bits, boolean isKept) {
    Block(String address, int bits, boolean isKept) {
      this(IpAddress.parse(address).orElseThrow(), bits, isKept);
    }

    /** Whether the bit behind a prefix of that length must not change. */
    boolean binds(IpAddress other, int length) {
      int common = Math.min(length, bits);
      return address.family() == other.family()
          && top(address, common).equals(top(other, common))
          && (isKept || length < bits);
    }
  }

  /** Maps the network bits; the rest is mapped too unless it is all zero. */
  IpAddress map(IpAddress address, int bits) {
    IpAddress whole = known.computeIfAbsent(address.hex(), hex -> map(address));
    BigInteger rest = BigInteger.ONE.shiftLeft(address.width() - bits).subtract(BigInteger.ONE);
    return address.value().and(rest).signum() == 0
        ? new IpAddress(address.family(), whole.value().andNot(rest))
        : whole;
  }

  private IpAddress map(IpAddress address) {
    BigInteger value = address.value();
    for (int bit = 0; bit < address.width(); bit++) {
      int length = bit;
      boolean isBound = SPECIAL.stream().anyMatch(block -> block.binds(address, length));
      if (!isBound && isFlipped(address, length)) {
        value = value.flipBit(address.width() - 1 - bit);
      }
    }
    return new IpAddress(address.family(), value);
  }

  private boolean isFlipped(IpAddress address, int length) {
    String prefix = address.family() + " " + length + " " + top(address, length).toString(16);
    return (secret.mac("address " + prefix)[0] & 1) == 1;
  }

  private static BigInteger top(IpAddress address, int bits) {
    return address.value().shiftRight(address.width() - bits);
  }
}
