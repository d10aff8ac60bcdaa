package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.pgevidence.hba.AddressLine.Span;

/**
 * Finds the earlier boxes that touch a box, without looking at all: by user where the box has few,
 * by address otherwise. Boxes are added in the order of rules.
 */
final class BoxIndex {
  /** Boxes of at most so many user classes are looked up by user. */
  private static final int FEW = 8;

  private final List<List<Box>> byUser = new ArrayList<>();
  private final ByAddress broad;
  private final ByAddress all;

  BoxIndex(int userClasses, int cuts) {
    for (int i = 0; i < userClasses; i++) {
      byUser.add(new ArrayList<>());
    }
    broad = new ByAddress(cuts);
    all = new ByAddress(cuts);
  }

  void add(Box box) {
    all.add(box);
    if (box.users().cardinality() <= FEW) {
      box.users().stream().forEach(user -> byUser.get(user).add(box));
    } else {
      broad.add(box);
    }
  }

  /** Boxes that share an address and a user with one, in the order of rules. */
  List<Box> touching(Box box) {
    BitSet found = new BitSet();
    List<Box> boxes = new ArrayList<>();
    for (Span span : box.spans()) {
      if (box.users().cardinality() <= FEW) {
        box.users().stream()
            .forEach(
                user ->
                    byUser.get(user).stream()
                        .filter(other -> other.overlaps(span))
                        .forEach(other -> keep(box, other, found, boxes)));
        broad.overlapping(span).forEach(other -> keep(box, other, found, boxes));
      } else {
        all.overlapping(span).forEach(other -> keep(box, other, found, boxes));
      }
    }
    boxes.sort((a, b) -> Integer.compare(a.index(), b.index()));
    return boxes;
  }

  private static void keep(Box box, Box other, BitSet found, List<Box> boxes) {
    if (!found.get(other.index()) && other.users().intersects(box.users())) {
      found.set(other.index());
      boxes.add(other);
    }
  }

  /** Spans by their start, and a segment tree that finds those around a point. */
  private static final class ByAddress {
    private final NavigableMap<Integer, List<Box>> byStart = new TreeMap<>();
    private final List<Box>[] around;
    private final int size;

    @SuppressWarnings({"unchecked", "rawtypes"})
    ByAddress(int cuts) {
      size = Math.max(1, Integer.highestOneBit(Math.max(1, cuts - 1)) * 2);
      around = new List[2 * size];
    }

    void add(Box box) {
      for (Span span : box.spans()) {
        byStart.computeIfAbsent(span.low(), low -> new ArrayList<>()).add(box);
        int low = span.low() + size;
        int high = span.high() + size;
        while (low < high) {
          if ((low & 1) == 1) {
            put(low++, box);
          }
          if ((high & 1) == 1) {
            put(--high, box);
          }
          low >>= 1;
          high >>= 1;
        }
      }
    }

    private void put(int node, Box box) {
      if (around[node] == null) {
        around[node] = new ArrayList<>(2);
      }
      around[node].add(box);
    }

    List<Box> overlapping(Span span) {
      List<Box> found = new ArrayList<>();
      byStart.subMap(span.low(), true, span.high(), false).values().forEach(found::addAll);
      for (int node = span.low() + size; node > 0; node >>= 1) {
        if (around[node] != null) {
          found.addAll(around[node]);
        }
      }
      return found;
    }
  }
}
