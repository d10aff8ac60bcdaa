package org.pgevidence.collect.hba;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Addresses a rule matches: those that agree with {@code address} in the bits set in {@code mask}.
 * A mask may have holes; then the addresses are no range.
 *
 * @param mask of the same family
 */
public record AddressRange(IpAddress address, IpAddress mask) {
  /** Family must agree. */
  public AddressRange {
    if (address.family() != mask.family()) {
      throw new IllegalArgumentException("IP address and mask do not match");
    }
  }

  /** Network of the first {@code bits} bits. */
  public static AddressRange cidr(IpAddress address, int bits) {
    return new AddressRange(
        address, new IpAddress(address.family(), maskOf(address.family(), bits)));
  }

  /** The range of the columns address and netmask of a rule; empty for names and key words. */
  public static Optional<AddressRange> of(String address, Optional<String> netmask) {
    int slash = address.indexOf('/');
    Optional<IpAddress> network =
        IpAddress.parse(slash < 0 ? address : address.substring(0, slash));
    if (network.isEmpty()) {
      return Optional.empty();
    }
    if (slash >= 0) {
      return cidrBits(address.substring(slash + 1), network.get().family())
          .map(bits -> cidr(network.get(), bits));
    }
    return netmask
        .flatMap(IpAddress::parse)
        .filter(mask -> mask.family() == network.get().family())
        .map(mask -> new AddressRange(network.get(), mask));
  }

  /** Prefix length as strtol() reads it; empty when the server refuses it. */
  static Optional<Integer> cidrBits(String text, int family) {
    if (!text.matches("\\s*[+-]?[0-9]{1,9}")) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(text.strip());
    return bits >= 0 && bits <= IpAddress.width(family) ? Optional.of(bits) : Optional.empty();
  }

  /** Whether an address matches. */
  public boolean contains(IpAddress other) {
    return other.family() == address.family()
        && other.value().xor(address.value()).and(mask.value()).signum() == 0;
  }

  /** Number of leading bits of the mask when the rest is zero; empty for a mask with holes. */
  public Optional<Integer> prefixLength() {
    int bits = mask.value().bitCount();
    return mask.value().equals(maskOf(mask.family(), bits)) ? Optional.of(bits) : Optional.empty();
  }

  /** Lowest address that matches. */
  public IpAddress first() {
    return new IpAddress(address.family(), address.value().and(mask.value()));
  }

  /** Highest address that matches; with holes in the mask not all between do. */
  public IpAddress last() {
    BigInteger rest = maskOf(mask.family(), mask.width()).andNot(mask.value());
    return new IpAddress(address.family(), first().value().or(rest));
  }

  private static BigInteger maskOf(int family, int bits) {
    int width = IpAddress.width(family);
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).shiftLeft(width - bits);
  }
}
