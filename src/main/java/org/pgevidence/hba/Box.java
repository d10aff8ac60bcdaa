package org.pgevidence.hba;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.pgevidence.hba.AddressLine.Span;

/**
 * Connections a rule matches: for each of its user classes a set of cells, over all its spans.
 *
 * @param index position among the live rules
 * @param cells number of the cell set of most users
 * @param own cell sets of users for whom sameuser or samerole adds databases
 */
record Box(int index, BitSet users, int cells, Map<Integer, Integer> own, List<Span> spans) {
  int cellsOf(int user) {
    return own.isEmpty() ? cells : own.getOrDefault(user, cells);
  }

  boolean overlaps(Span span) {
    return spans.stream().anyMatch(own -> own.overlaps(span));
  }

  boolean isAt(int cut) {
    for (Span span : spans) {
      if (span.low() <= cut && cut < span.high()) {
        return true;
      }
    }
    return false;
  }

  boolean coversUsersOf(BitSet others) {
    BitSet rest = (BitSet) others.clone();
    rest.andNot(users);
    return rest.isEmpty();
  }
}
