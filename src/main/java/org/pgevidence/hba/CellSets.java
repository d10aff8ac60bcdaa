package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of (database, encryption) pairs, kept once each and named by a number, so that taking one
 * from another is a look-up after the first time. Number 0 is the empty set.
 */
final class CellSets {
  /** Odd, so that no two keys meet; a Long's own hash would make most pairs collide. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final List<BitSet> sets = new ArrayList<>(List.of(new BitSet()));
  private final Map<BitSet, Integer> numbers = new HashMap<>(Map.of(new BitSet(), 0));
  private final Map<Long, Integer> differences = new HashMap<>();

  /** Number of a set; the set must not be changed afterwards. */
  int number(BitSet set) {
    Integer known = numbers.get(set);
    if (known != null) {
      return known;
    }
    sets.add(set);
    numbers.put(set, sets.size() - 1);
    return sets.size() - 1;
  }

  BitSet set(int number) {
    return sets.get(number);
  }

  int minus(int from, int what) {
    if (from == 0 || what == 0) {
      return from;
    }
    if (from == what) {
      return 0;
    }
    long key = ((long) from << 32 | what) * SPREAD;
    Integer known = differences.get(key);
    if (known != null) {
      return known;
    }
    BitSet rest = (BitSet) set(from).clone();
    rest.andNot(set(what));
    int number = number(rest);
    differences.put(key, number);
    return number;
  }

  boolean overlap(int one, int other) {
    return minus(one, other) != one;
  }
}
