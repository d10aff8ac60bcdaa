package org.pgevidence.hba;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pgevidence.hba.AddressLine.Span;

/**
 * What of a rule's connections earlier rules leave to it: per group of users that share their fate,
 * pieces of the address line with the cells that surely and possibly remain.
 */
final class Coverage {
  /** Cells left in a span; sure ones are among the possible. */
  record Piece(Span span, int possible, int sure) {}

  /** Users with the same pieces. */
  record Share(BitSet users, List<Piece> pieces) {}

  private final CellSets cells;

  Coverage(CellSets cells) {
    this.cells = cells;
  }

  /**
   * Shares of a rule.
   *
   * @param sure what it surely matches
   * @param possible what it possibly matches
   * @param earlierSure boxes that surely take connections before it
   * @param earlierPossible boxes that may; empty when the same as earlierSure
   */
  List<Share> shares(Box sure, Box possible, List<Box> earlierSure, List<Box> earlierPossible) {
    Others surely = new Others(possible.users(), earlierSure);
    Others possibly = new Others(possible.users(), earlierPossible);
    Map<List<Integer>, BitSet> groups = new LinkedHashMap<>();
    possible.users().stream()
        .forEach(
            user -> {
              List<Integer> fate = new ArrayList<>();
              fate.add(possible.cellsOf(user));
              fate.add(sure.users().get(user) ? sure.cellsOf(user) : -1);
              surely.addFate(user, fate);
              fate.add(-1);
              possibly.addFate(user, fate);
              groups.computeIfAbsent(fate, key -> new BitSet()).set(user);
            });
    List<Share> shares = new ArrayList<>();
    groups
        .values()
        .forEach(
            group -> {
              int user = group.nextSetBit(0);
              List<Piece> pieces = pieces(user, sure, possible, surely.of(user), possibly.of(user));
              if (!pieces.isEmpty()) {
                shares.add(new Share(group, pieces));
              }
            });
    return shares;
  }

  /** Earlier boxes: those that take the same cells from all users of a rule, and those of some. */
  private static final class Others {
    private final List<Box> common = new ArrayList<>();
    private final Map<Integer, List<Box>> specific = new HashMap<>();

    Others(BitSet users, List<Box> boxes) {
      for (Box box : boxes) {
        if (box.own().isEmpty() && box.coversUsersOf(users)) {
          common.add(box);
          continue;
        }
        BitSet both = (BitSet) box.users().clone();
        both.and(users);
        both.stream()
            .forEach(user -> specific.computeIfAbsent(user, u -> new ArrayList<>()).add(box));
      }
    }

    /** Users whose numbers agree are left the same. */
    void addFate(int user, List<Integer> fate) {
      for (Box box : specific.getOrDefault(user, List.of())) {
        fate.add(box.index());
        fate.add(box.cellsOf(user));
      }
    }

    List<Box> of(int user) {
      List<Box> own = specific.getOrDefault(user, List.of());
      if (own.isEmpty() || common.isEmpty()) {
        return own.isEmpty() ? common : own;
      }
      List<Box> all = new ArrayList<>(common);
      all.addAll(own);
      return all;
    }
  }

  private List<Piece> pieces(
      int user, Box sure, Box possible, List<Box> takenSurely, List<Box> takenPossibly) {
    List<Piece> pieces = new ArrayList<>();
    for (Span span : possible.spans()) {
      List<Event> events = new ArrayList<>();
      BitSet cuts = new BitSet();
      cuts.set(span.low());
      cuts.set(span.high());
      collect(user, span, possible.cellsOf(user), takenSurely, 0, events, cuts);
      collect(user, span, possible.cellsOf(user), takenPossibly, 1, events, cuts);
      for (Span own : sure.spans()) {
        addCut(own.low(), span, cuts);
        addCut(own.high(), span, cuts);
      }
      sweep(user, sure, possible.cellsOf(user), events, cuts.stream().toArray(), pieces);
    }
    return pieces;
  }

  private record Event(Span span, int cells, int side) {}

  private void collect(
      int user, Span span, int wanted, List<Box> boxes, int side, List<Event> events, BitSet cuts) {
    for (Box box : boxes) {
      int taken = box.cellsOf(user);
      if (!cells.overlap(wanted, taken)) {
        continue;
      }
      for (Span own : box.spans()) {
        if (own.overlaps(span)) {
          events.add(new Event(own, taken, side));
          addCut(own.low(), span, cuts);
          addCut(own.high(), span, cuts);
        }
      }
    }
  }

  private static void addCut(int cut, Span within, BitSet cuts) {
    if (cut > within.low() && cut < within.high()) {
      cuts.set(cut);
    }
  }

  private void sweep(
      int user, Box sure, int wanted, List<Event> events, int[] cuts, List<Piece> pieces) {
    events.sort((a, b) -> Integer.compare(a.span().low(), b.span().low()));
    List<Event> active = new ArrayList<>();
    int next = 0;
    for (int i = 0; i + 1 < cuts.length; i++) {
      int start = cuts[i];
      int high = cuts[i + 1];
      active.removeIf(event -> event.span().high() <= start);
      while (next < events.size() && events.get(next).span().low() <= start) {
        if (events.get(next).span().high() > start) {
          active.add(events.get(next));
        }
        next++;
      }
      int possible = rest(wanted, active, false);
      if (possible != 0) {
        boolean isSure = sure.users().get(user) && sure.isAt(start);
        int certain = isSure ? rest(sure.cellsOf(user), active, true) : 0;
        add(new Piece(new Span(start, high), possible, certain), pieces);
      }
    }
  }

  private int rest(int wanted, List<Event> active, boolean withPossible) {
    int rest = wanted;
    for (Event event : active) {
      if (withPossible || event.side() == 0) {
        rest = cells.minus(rest, event.cells());
      }
      if (rest == 0) {
        break;
      }
    }
    return rest;
  }

  private static void add(Piece piece, List<Piece> pieces) {
    Piece before = pieces.isEmpty() ? null : pieces.getLast();
    if (before != null
        && before.span().high() == piece.span().low()
        && before.possible() == piece.possible()
        && before.sure() == piece.sure()) {
      pieces.set(
          pieces.size() - 1,
          new Piece(
              new Span(before.span().low(), piece.span().high()), piece.possible(), piece.sure()));
    } else {
      pieces.add(piece);
    }
  }
}
