package org.pgevidence.hba;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pgevidence.collect.hba.AuthToken;
import org.pgevidence.collect.hba.IpAddress;

/**
 * All places to connect from on one line, cut where rules begin and end: the socket, then IPv4,
 * then IPv6. A span is a pair of cut indexes, the second exclusive.
 */
final class AddressLine {
  /** Where the client is. */
  enum Place {
    SOCKET,
    LOOPBACK,
    REMOTE
  }

  /** Addresses between two cuts. */
  record Span(int low, int high) {
    boolean overlaps(Span other) {
      return low < other.high && other.low < high;
    }

    boolean covers(Span other) {
      return low <= other.low && high >= other.high;
    }
  }

  private static final BigInteger SOCKET = BigInteger.valueOf(-1);
  private static final BigInteger START6 = BigInteger.ONE.shiftLeft(32);
  private static final BigInteger END = START6.add(BigInteger.ONE.shiftLeft(128));
  private static final BigInteger LOOPBACK4 = BigInteger.valueOf(127L << 24);
  private static final BigInteger LOOPBACK6 = START6.add(BigInteger.ONE);

  private final BigInteger[] cuts;
  private final int[] boundaries;
  private final Map<BigInteger, Integer> indexes = new HashMap<>();

  AddressLine(List<Rule> rules) {
    TreeSet<BigInteger> points =
        new TreeSet<>(
            List.of(
                SOCKET,
                BigInteger.ZERO,
                LOOPBACK4,
                LOOPBACK4.add(BigInteger.ONE),
                LOOPBACK4.add(BigInteger.TWO),
                BigInteger.valueOf(128L << 24),
                START6,
                LOOPBACK6,
                LOOPBACK6.add(BigInteger.ONE),
                END));
    for (Rule rule : rules) {
      rule.range()
          .ifPresent(
              range -> {
                points.add(point(range.first()));
                points.add(point(range.last()).add(BigInteger.ONE));
              });
    }
    cuts = points.toArray(BigInteger[]::new);
    for (int i = 0; i < cuts.length; i++) {
      indexes.put(cuts[i], i);
    }
    int family6 = index(START6);
    boundaries = new int[cuts.length];
    for (int i = cuts.length - 1; i >= 0; i--) {
      boolean isLast = i + 1 >= cuts.length - 1 || i + 1 == family6 || place(i) != place(i + 1);
      boundaries[i] = isLast ? i + 1 : boundaries[i + 1];
    }
  }

  private static BigInteger point(IpAddress address) {
    return address.family() == 4 ? address.value() : address.value().add(START6);
  }

  private Span between(BigInteger low, BigInteger high) {
    return new Span(index(low), index(high));
  }

  private int index(BigInteger point) {
    Integer index = indexes.get(point);
    if (index == null) {
      throw new IllegalStateException("no cut at " + point);
    }
    return index;
  }

  int cutCount() {
    return cuts.length;
  }

  /** Where the rule may match. */
  List<Span> upper(Rule rule) {
    if (rule.isLocal()) {
      return List.of(between(SOCKET, BigInteger.ZERO));
    }
    return rule.range()
        .map(
            range ->
                List.of(between(point(range.first()), point(range.last()).add(BigInteger.ONE))))
        .orElseGet(() -> List.of(between(BigInteger.ZERO, END)));
  }

  /** Where the rule surely matches, as far as addresses go. */
  List<Span> lower(Rule rule) {
    AuthToken token = rule.address().orElse(new AuthToken("all", false));
    if (rule.isLocal() || token.isKeyword("all")) {
      return upper(rule);
    }
    if (rule.range().isPresent()) {
      return rule.range().get().prefixLength().isPresent() ? upper(rule) : List.of();
    }
    boolean isSameHost = token.isKeyword("samehost");
    if (!isSameHost && !token.isKeyword("samenet")) {
      return List.of();
    }
    Span first =
        isSameHost
            ? between(LOOPBACK4.add(BigInteger.ONE), LOOPBACK4.add(BigInteger.TWO))
            : between(LOOPBACK4, BigInteger.valueOf(128L << 24));
    return List.of(first, between(LOOPBACK6, LOOPBACK6.add(BigInteger.ONE)));
  }

  Place place(int cut) {
    BigInteger point = cuts[cut];
    if (point.signum() < 0) {
      return Place.SOCKET;
    }
    boolean isLoopback =
        point.equals(LOOPBACK6)
            || (point.compareTo(LOOPBACK4) >= 0
                && point.compareTo(BigInteger.valueOf(128L << 24)) < 0);
    return isLoopback ? Place.LOOPBACK : Place.REMOTE;
  }

  /** First index after {@code cut} where place or family change, or {@code end}. */
  int endOfPlace(int cut, int end) {
    return Math.min(boundaries[cut], end);
  }

  IpAddress first(Span span) {
    return address(cuts[span.low()]);
  }

  IpAddress last(Span span) {
    return address(cuts[span.high()].subtract(BigInteger.ONE));
  }

  private static IpAddress address(BigInteger point) {
    return point.compareTo(START6) < 0
        ? new IpAddress(4, point)
        : new IpAddress(6, point.subtract(START6));
  }

  /** A CIDR block where the span is one, else first-last. */
  String text(Span span) {
    IpAddress first = first(span);
    IpAddress last = last(span);
    BigInteger size = last.value().subtract(first.value()).add(BigInteger.ONE);
    boolean isBlock = size.bitCount() == 1 && first.value().mod(size).signum() == 0;
    return isBlock ? first + "/" + (first.width() - size.getLowestSetBit()) : first + "-" + last;
  }

  /** Spans in order, those that touch joined, without crossing families. */
  List<Span> joined(List<Span> spans) {
    Span[] sorted = spans.toArray(Span[]::new);
    Arrays.sort(sorted, (a, b) -> Integer.compare(a.low(), b.low()));
    int family6 = index(START6);
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      Span before = joined.isEmpty() ? null : joined.getLast();
      if (before != null && before.high() == span.low() && span.low() != family6) {
        joined.set(joined.size() - 1, new Span(before.low(), span.high()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }
}
